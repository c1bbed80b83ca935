// From the name of a call to the public method. What a call gives is either `{ json }`, the library's own text, or data.

const rubric = (collabpro, { vector, texts }) => {
  const input = vector.rubric ?? "bundled";
  if (input === "bundled") return collabpro.Rubric.bundled();
  return collabpro.Rubric.fromJson(typeof input === "string" ? texts[input] : JSON.stringify(input));
};

export const calls = {
  framework: (collabpro) => collabpro.framework(),
  rubric: (collabpro, entry) => ({ json: rubric(collabpro, entry).toJson() }),
  rubricSchema: (collabpro) => ({ json: collabpro.Rubric.jsonSchema() }),
  rubricTable: (collabpro, entry, options) => rubric(collabpro, entry).table(options.language),
};
