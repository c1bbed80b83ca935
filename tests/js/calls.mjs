// From the name of a call to the public method. What a call gives is either `{ json }`, the library's own text, or data.

/** The call that gives a schema, and the file of the package that holds it. */
export const SCHEMAS = {
  contextProfileSchema: "context-profile",
  rubricSchema: "rubric",
  sheetSchema: "sheet",
  surveyMappingSchema: "survey-mapping",
  unitsSchema: "units",
};

// CSV files come as one letter a byte, so that they pass into the browser as they are.
const bytes = (file) => Uint8Array.from(file, (letter) => letter.charCodeAt(0));
const text = (input, { texts }) => (typeof input === "string" ? texts[input] : JSON.stringify(input));
const isCsv = (input) => typeof input === "string" && input.endsWith(".csv");

const fromCase = ({ Rubric }, entry, options) => Rubric.fromCase(text(entry.vector.package, entry), options);

const rubric = (collabpro, entry) => {
  if (entry.vector.package !== undefined) return fromCase(collabpro, entry, entry.vector.caseOptions).rubric;
  const input = entry.vector.rubric ?? "bundled";
  const { rubricLanguage: language } = entry.vector;
  const bundled = collabpro.Rubric.bundled();
  if (input === "bundled") return language ? bundled.translated(language) : bundled;
  return collabpro.Rubric.fromJson(text(input, entry));
};

const there = ({ ContextProfile }, entry) => {
  const { caseStudy: id, there: input } = entry.vector;
  return id === undefined ? ContextProfile.fromJson(text(input, entry)) : ContextProfile.ofCaseStudy(id);
};

const contextMatch = (collabpro, entry, options) => {
  const source = there(collabpro, entry);
  const here = collabpro.ContextProfile.fromJson(text(entry.vector.context, entry));
  return again(collabpro, source.matchWith(here, options));
};

const units = (collabpro, entry) => {
  const input = entry.vector.units;
  if (input === undefined) return undefined;
  if (isCsv(input)) return collabpro.Units.fromCsv(bytes(entry.texts[input]));
  return collabpro.Units.fromJson(text(input, entry));
};

const ratings = (collabpro, entry) => {
  const { ratings: input, read, stop } = entry.vector;
  const { Ratings } = collabpro;
  const signal = stop ? AbortSignal.abort() : undefined;
  const rest = [rubric(collabpro, entry), { ...read, units: units(collabpro, entry), signal }];
  if (isCsv(input)) return Ratings.fromCsv(bytes(entry.texts[input]), ...rest);
  if (input?.csv !== undefined) return Ratings.fromCsv(input.csv, ...rest);
  if (input?.columns !== undefined) return Ratings.fromColumns(input.columns, ...rest);
  return Ratings.fromJson(text(input?.json ?? input, entry), ...rest);
};

const concat = (collabpro, entry, { parts }) => {
  const { Ratings, Rubric, Units } = collabpro;
  const part = ({ csv, rubric: own, units: known, read }) => {
    const units = known && Units.fromJson(JSON.stringify(known));
    const instrument = own ? Rubric.fromJson(JSON.stringify(own)) : rubric(collabpro, entry);
    return Ratings.fromCsv(csv, instrument, { ...read, units });
  };
  return Ratings.concat([ratings(collabpro, entry), ...parts.map(part)]);
};

const mapping = ({ SurveyMapping }, entry) => SurveyMapping.fromJson(text(entry.vector.mapping, entry));

const exported = ({ vector: { ratings: input }, texts }) => (isCsv(input) ? bytes(texts[input]) : input.csv);

const draft = (collabpro, entry) => collabpro.draftMapping(exported(entry), rubric(collabpro, entry));

const survey = (collabpro, entry, options) => {
  const rest = [rubric(collabpro, entry), mapping(collabpro, entry)];
  return collabpro.Ratings.fromSurvey(exported(entry), ...rest, { ...options, units: units(collabpro, entry) });
};

const score = (collabpro, entry, observed) => {
  const { grain, groupBy } = entry.vector;
  const read = ratings(collabpro, entry);
  if (groupBy) return read.tally(grain).groupBy(groupBy, read.units).score(read.units, observed);
  return grain ? read.tally(grain).score(read.units, observed) : read.score(observed);
};

const observed = (collabpro, entry) => score(collabpro, entry, entry.vector.observed);
const scores = (collabpro, entry) => {
  const { adjust } = entry.vector;
  return adjust ? observed(collabpro, entry).adjust(adjust) : observed(collabpro, entry);
};
const released = (collabpro, entry) => scores(collabpro, entry).release(entry.vector.policy);

const change = (collabpro, entry) => entry.vector.change && scores(collabpro, entry).change(entry.vector.change);

const plainTable = (given) => {
  if (given.columns) return given.columns;
  if (!given.array) return given;
  const { array, values, width, times } = given;
  const numbers = Array.from({ length: times ?? 1 }, () => values.map(Number)).flat();
  return { values: array === "uint8" ? Uint8Array.from(numbers) : Float64Array.from(numbers), columns: width };
};

const matrix = (collabpro, entry, options) => new collabpro.RatingTable(plainTable(entry.vector.ratingTable), options);

/** The same result or handle, after it went somewhere else. */
const again = (collabpro, found) => {
  const of = collabpro[found.constructor.name];
  return of.fromBytes ? of.fromBytes(found.toBytes()) : of.fromJson(found.toJson());
};

/** A study: of a plain table by its function, otherwise of the first that has it, ratings (or their tally) or scores. */
const study = (verb) => (collabpro, entry, options) => again(collabpro, asked(verb, collabpro, entry, options));

const asked = (verb, collabpro, entry, options) => {
  const { ratingTable, grain } = entry.vector;
  if (["calibration", "facetsScores"].includes(verb)) return rasch(collabpro, entry)[verb](options);
  if (["score", "link", "facetsAnchors"].includes(verb)) {
    return again(collabpro, rasch(collabpro, entry).calibration())[verb](options);
  }
  if (ratingTable !== undefined) return collabpro[verb](plainTable(ratingTable), options);
  if (!(verb in collabpro.Ratings.prototype)) return scores(collabpro, entry)[verb](options);
  const read = ratings(collabpro, entry);
  if (!grain) return read[verb](options);
  const beside = verb === "ratingDesign" ? [read.units] : [];
  return read.tally(grain)[verb](...beside, options);
};

const rasch = (collabpro, entry) => study("rasch")(collabpro, entry, entry.vector.study ?? {});

const generalizability = (collabpro, entry) => study("generalizability")(collabpro, entry, entry.vector.study);

const agreementState = ({ AgreementState }, entry, { first, categories, ...asked }) => {
  const { ratingTable: table } = entry.vector;
  const rows = (...part) => {
    if (!table.columns) return table.slice(...part);
    return Object.fromEntries(Object.entries(table.columns).map(([name, cells]) => [name, cells.slice(...part)]));
  };
  const [whole, part] = [new AgreementState(), new AgreementState()];
  whole.update(rows(first), { categories });
  part.update(rows(0, first), { categories });
  whole.merge(part);
  return whole.finish(asked);
};

const handles = {
  rubric: ["Rubric", rubric],
  ratings: ["Ratings", ratings],
  tally: ["Tally", (collabpro, entry) => ratings(collabpro, entry).tally("raters")],
  scores: ["Scores", scores],
  released: ["Released", released],
  agreementState: ["AgreementState", ({ AgreementState }, entry) => {
    const state = new AgreementState();
    state.update(plainTable(entry.vector.ratingTable));
    return state;
  }],
  ratingTable: ["RatingTable", (collabpro, entry) => matrix(collabpro, entry)],
};

const travel = (collabpro, entry, { handle, read = handle, cut, version }) => {
  const bytes = handles[handle][1](collabpro, entry).toBytes().slice(0, cut);
  if (version !== undefined) bytes[7] = version;
  const again = collabpro[handles[read][0]].fromBytes(bytes).toBytes();
  return { bytes: again.length, check: hexadecimal(again.slice(-8)) };
};

const composite = (collabpro, entry, options) => {
  const { indicators } = entry.vector;
  if (indicators) return collabpro.composite(indicators.columns ?? indicators, options);
  return again(collabpro, scores(collabpro, entry).composite(options));
};

const withFindings = (collabpro, entry, options) => {
  const { case: id, there: place } = entry.vector;
  const context = (id ?? place) === undefined ? undefined : contextMatch(collabpro, entry);
  const { trend, responseShift, rollUp, sites, similarity, decisions } = entry.vector;
  const handles = {
    change: change(collabpro, entry),
    context,
    ...(trend && { trend: scores(collabpro, entry).trend(trend) }),
    ...(responseShift && { responseShift: scores(collabpro, entry).responseShift(responseShift) }),
    ...(rollUp && { rollUp: scores(collabpro, entry).rollUp(rollUp) }),
    ...(sites && { sites: scores(collabpro, entry).sites(sites) }),
    ...(similarity && { similarity: scores(collabpro, entry).similarity(similarity) }),
    ...(decisions && { decisions: generalizability(collabpro, entry).decide(decisions) }),
  };
  return { ...options, ...handles };
};

const report = (collabpro, entry, options) =>
  again(collabpro, new collabpro.Report(released(collabpro, entry), withFindings(collabpro, entry, options)));

const reportsByUnit = (collabpro, entry, options) => {
  const files = collabpro.reportsByUnit(released(collabpro, entry), withFindings(collabpro, entry, options));
  return files.map(({ name, report }) => {
    const { title, sections } = report.document();
    return { name, sections: sections.map((section) => section.id), title: title.text };
  });
};

const fromHexadecimal = (text) => Uint8Array.from(text.match(/../g) ?? [], (two) => Number.parseInt(two, 16));
const hexadecimal = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

// Schemas are files of the package: a form builder imports them, and no page has to load them.
const schema = (name) => (_, { schemas }) => ({ json: schemas[name] });

const written = {
  framework: (collabpro) => collabpro.framework(),
  rubric: (collabpro, entry) => ({ json: rubric(collabpro, entry).toJson() }),
  rubricTable: (collabpro, entry, options) => rubric(collabpro, entry).table(options.language),
  contextDescriptors: (collabpro) => collabpro.contextDescriptors(),
  contextProfile: (collabpro, entry) => ({
    json: collabpro.ContextProfile.fromJson(text(entry.vector.context, entry)).toJson(),
  }),
  contextKnown: (collabpro, entry) => there(collabpro, entry).known(),
  contextMatch: (collabpro, entry, options) => ({ json: contextMatch(collabpro, entry, options).toJson() }),
  contextMatchTable: (collabpro, entry) => contextMatch(collabpro, entry).table(),
  caseStudyProfile: (collabpro, entry) => ({ json: there(collabpro, entry).toJson() }),
  practices: (collabpro, entry, options) => collabpro.practices(options),
  caseStudies: (collabpro, entry, options) => collabpro.caseStudies(options),
  sheet: ({ Sheet }, entry) => ({ json: Sheet.fromJson(text(entry.vector.sheet, entry)).toJson() }),
  units: (collabpro, entry) => ({ json: units(collabpro, entry).toJson() }),
  ratings: (collabpro, entry) => ({ json: ratings(collabpro, entry).toJson() }),
  codebook: (collabpro, entry, options) => rubric(collabpro, entry).codebook(options.language),
  fromItems: ({ Rubric }, _, { items, ...options }) => ({ json: Rubric.fromItems(items, options).toJson() }),
  fromCase: (collabpro, entry, options) => ({ json: fromCase(collabpro, entry, options).rubric.toJson() }),
  fromCaseLosses: (collabpro, entry, options) => fromCase(collabpro, entry, options).losses(),
  toCase: (collabpro, entry, options) => ({ json: rubric(collabpro, entry).toCase(options).toJson() }),
  toCaseLosses: (collabpro, entry, options) => rubric(collabpro, entry).toCase(options).losses(),
  surveyMapping: (collabpro, entry) => ({ json: mapping(collabpro, entry).toJson() }),
  draftMapping: (collabpro, entry) => ({ json: draft(collabpro, entry).mapping.toJson() }),
  draftMappingTable: (collabpro, entry) => draft(collabpro, entry).table(),
  draftMappingOpen: (collabpro, entry) => draft(collabpro, entry).mapping.openPlaces(),
  survey: (collabpro, entry, options) => ({ json: survey(collabpro, entry, options).toJson() }),
  surveyAccount: (collabpro, entry, options) => survey(collabpro, entry, options).survey(),
  unmatched: (collabpro, entry, options) =>
    (options.parts ? concat(collabpro, entry, options) : ratings(collabpro, entry)).unmatched(),
  concat: (collabpro, entry, options) => ({ json: concat(collabpro, entry, options).toJson() }),
  ratingsCsv: (collabpro, entry) => ratings(collabpro, entry).toCsv(),
  pseudonyms: (collabpro, entry, { count, seed }) => collabpro.pseudonyms(count, seed),
  tally: (collabpro, entry, { grain, merge, select, groupBy }) => {
    const read = ratings(collabpro, entry);
    let tally = read.tally(grain);
    if (merge) tally = tally.merge(collabpro.Tally.decode(fromHexadecimal(merge), rubric(collabpro, entry)));
    if (select) tally = tally.select(select);
    if (groupBy) tally = tally.groupBy(groupBy, read.units);
    return { bytes: hexadecimal(tally.encode()), ratings: tally.length };
  },
  score: (collabpro, entry, options) => ({ json: score(collabpro, entry, options).toJson() }),
  adjust: (collabpro, entry, options) => ({ json: observed(collabpro, entry).adjust(options).toJson() }),
  scoreTable: (collabpro, entry, { table }) => scores(collabpro, entry).table(table),
  release: (collabpro, entry, options) => ({ json: scores(collabpro, entry).release(options).toJson() }),
  releaseTable: (collabpro, entry, { table }) => released(collabpro, entry).table(table),
  releaseRecord: (collabpro, entry) => released(collabpro, entry).record(),
  reliableChange: (collabpro, entry, options) => collabpro.reliableChange(options),
  equivalence: (collabpro, entry, options) => collabpro.equivalence(options),
  readFacets: (collabpro, entry, options) => collabpro.readFacets(options),
  facetsRasch: (collabpro, entry, given) => {
    const { columns, options } = collabpro.readFacets(given);
    return { json: collabpro.rasch(columns, options).toJson() };
  },
  readFacetsScores: (collabpro, entry, options) => collabpro.readFacetsScores(options),
  ratingTable: (collabpro, entry, options) => ({ json: matrix(collabpro, entry, options).toJson() }),
  generalizabilityTable: (collabpro, entry, { table }) => generalizability(collabpro, entry).table(table),
  decide: (collabpro, entry, options) => ({ json: generalizability(collabpro, entry).decide(options).toJson() }),
  decideTable: (collabpro, entry, options) => generalizability(collabpro, entry).decide(options).table(),
  plan: (collabpro, entry, options) => ({ json: generalizability(collabpro, entry).plan(options).toJson() }),
  planTable: (collabpro, entry, options) => generalizability(collabpro, entry).plan(options).table(),
  agreementState: (collabpro, entry, options) => ({ json: agreementState(collabpro, entry, options).toJson() }),
  composite: (collabpro, entry, options) => ({ json: composite(collabpro, entry, options).toJson() }),
  compositeTable: (collabpro, entry, { table, ...options }) => composite(collabpro, entry, options).table(table),
  chart: (collabpro, entry, { chart, ...options }) => released(collabpro, entry).chart(chart, options),
  report: (collabpro, entry, options) => ({ json: report(collabpro, entry, options).toJson() }),
  reportsByUnit,
  reportHtml: (collabpro, entry, { html, ...options }) => report(collabpro, entry, options).toHtml(html),
  reportMarkdown: (collabpro, entry, options) => report(collabpro, entry, options).toMarkdown(),
  reportDocx: (collabpro, entry, options) => hexadecimal(report(collabpro, entry, options).toDocx()),
  travel,
  ...Object.fromEntries(Object.entries(SCHEMAS).map(([call, name]) => [call, schema(name)])),
};

/** A vector has one name for each call, and `score` is that of ratings. */
const verbOf = (name) => (name === "calibrationScore" ? "score" : name);

const ofStudy = (name) => {
  if (!name.endsWith("Table")) return (...given) => ({ json: study(verbOf(name))(...given).toJson() });
  const whole = study(verbOf(name.slice(0, -"Table".length)));
  return (collabpro, entry, { table, ...options }) => whole(collabpro, entry, options).table(table);
};

/** A call by its name: one that is written here, or a study. */
export const call = (name) => written[name] ?? ofStudy(name);

/** Studies of `collabpro`; every other is of `collabpro/research` alone, and so are some of the calls that are written here. */
const STUDIES = ["change", "diagnose", "disagreement", "responseShift", "trend"].flatMap((verb) => [verb, `${verb}Table`]);
const RESEARCH = [
  "reliableChange", "equivalence", "readFacets", "facetsRasch", "readFacetsScores", "ratingTable", "generalizabilityTable", "decide", "decideTable", "plan", "planTable",
  "agreementState", "composite", "compositeTable", "draftMapping", "draftMappingTable", "draftMappingOpen", "reportDocx", "adjust",
];

/** Whether a step of a vector needs what only `collabpro/research` has. */
export const isResearch = ({ call, options }, { adjust, policy, rollUp, sites, similarity, decisions }) =>
  (call in written ? RESEARCH.includes(call) : !STUDIES.includes(call)) ||
  RESEARCH.includes(options?.handle) ||
  Boolean(policy?.trust || options?.trust || adjust || rollUp || sites || similarity || decisions);
