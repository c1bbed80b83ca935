// Compiled, not run: what the declarations say.

import {
  agreement,
  AgreementState,
  caseStudies,
  CollabproError,
  consistency,
  contextDescriptors,
  ContextProfile,
  ratingDesign,
  framework,
  init,
  RatingTable,
  newSalt,
  practices,
  pseudonyms,
  Ratings,
  RatingsReader,
  Report,
  Rubric,
  Sites,
  Tally,
  Units,
} from "collabpro/research";
import type {
  Agreement,
  AgreementDocument,
  Columns,
  Change,
  Consistency,
  ContextMatch,
  ContextProfileDocument,
  RatingDesign,
  Disagreement,
  ErrorCode,
  Grain,
  Released,
  ReleaseRecord,
  ReportDocument,
  RollUp,
  RubricDocument,
  Scores,
  SitesDocument,
  SiteVerdict,
  UnitKind,
  UnitsDocument,
  Verdict,
} from "collabpro/research";
import * as school from "collabpro";

export async function types(): Promise<void> {
  await school.init();
  await school.loadLanguage("de");
  await init(new URL("https://example.org/research_bg.wasm"));
  using lent: school.Rubric = school.Rubric.bundled();
  // @ts-expect-error: only research has it
  school.agreement([[1, 2]]);
  console.log(lent.id);
  using rubric = Rubric.fromJson("{}");
  const document: RubricDocument = rubric.document();
  const kinds: UnitKind[] | undefined = document.criteria[0]?.unitKinds;
  const table: Columns = rubric.table("en");
  const name: string | undefined = framework().tenets[0]?.name;
  try {
    // @ts-expect-error: JSON comes as text
    Rubric.fromJson({});
  } catch (error) {
    if (error instanceof CollabproError) {
      const code: ErrorCode = error.code;
      // @ts-expect-error: not one of the codes
      const none: boolean = error.code === "none";
      console.log(code, none, error.path, error.hint, error.problems[0]?.place.row);
    }
  }
  // @ts-expect-error: not one of the four kinds
  const kind: UnitKind = "village";
  console.log(kinds, table, name, kind);
  using agreed: Agreement = agreement([[1, 2], [2, null]], { categories: [1, 2, 3], weights: ["linear"], replicates: 200 });
  const estimates: AgreementDocument["rows"][number]["estimates"] | undefined = agreed.rows[0]?.estimates;
  for (const row of agreed) console.log(row.units, agreed.options.confidence);
  using state = new AgreementState();
  state.update({ values: new Uint8Array([1, 255]), columns: 2 }, { categories: [1, 2] });
  // @ts-expect-error: not one of the coefficients
  using other: Agreement = state.finish({ coefficients: ["kappa"] });
  console.log(estimates, other.table("coefficients"));
}

export async function verbs(file: Blob, stop: AbortSignal): Promise<void> {
  using rubric = Rubric.bundled();
  using units = Units.fromCsv("unit,kind\nBirch,school\n");
  const document: UnitsDocument = units.document();
  const options = { layout: "long", units, signal: stop, columns: { School: "unit" } } as const;
  using ratings = Ratings.fromCsv(new Uint8Array(), rubric, options);
  Ratings.fromCsv("text", undefined, { progress: (done, total) => console.log(done, total) });
  Ratings.fromJson("[]").toCsv();
  Ratings.fromColumns({ unit: { codes: new Uint32Array(1), labels: ["Birch"] }, rater: ["a"], level: [1, null] });
  const streamed: Ratings = await Ratings.read(file, rubric, { signal: stop });
  const reader = new RatingsReader(rubric, { units });
  reader.push(new Uint8Array());
  const finished: Ratings = reader.finish();

  const grain: Grain = ratings.tally("units").grain;
  const tally: Tally = Tally.decode(ratings.tally().encode(), rubric).merge(finished.tally());
  const grouped = tally.select({ units: ["Birch"] }).groupBy("parent", units).toUnits();
  const scores: Scores = grouped.score(units, { confidence: 0.9 });
  const share: number | undefined = scores.criteria[0]?.shares?.[0]?.value;
  const columns: Columns = scores.table("criteria");

  const record: ReleaseRecord = scores.release({ salt: newSalt() }).record();
  const released: Released = scores.release({ minimumAdults: 5, previous: [record] });
  const change: Change = scores.change({ from: "2024", to: "2025", focus: ["tenet:joint_work"] });
  const verdict: Verdict | undefined = change.entries[0]?.verdict;
  const sites: Sites = Sites.fromJson(scores.sites({ declared: "one pool", units: ["Birch", "Oak"], signal: stop }).toJson());
  const differing: SitesDocument = sites.document();
  const pair: SiteVerdict | undefined = differing.constructs[0]?.pairs[0]?.verdict;
  const rolled: RollUp = scores.rollUp({ weighting: "raters" });
  const icc: number | null | undefined = rolled.document().entries[0]?.icc1;
  const disagreement: Disagreement = scores.disagreement({ seed: 2, signal: stop });
  const spread: number | null | undefined = disagreement.document().criteria[0]?.distance;
  const ofCriteria: Consistency = tally.consistency({ stacked: true, signal: stop });
  const alpha: number | null | undefined = ofCriteria.document().results[0]?.raw.alpha;
  const items: Columns = consistency([[1, 2, null], [2, 2, 3]], { categories: [1, 2, 3], missing: "pairwise" }).table("items");
  const rated: RatingDesign = ratings.ratingDesign();
  const says: string | undefined = rated.document().groups[0]?.possible[0]?.id;
  const nesting: "nested" | "crossed" | "mixed" | null | undefined = ratingDesign(new RatingTable([[1, 2]])).document().groups[0]?.nesting;
  console.log(alpha, items, says, nesting);
  const chart: Record<string, unknown> = released.chart("disagreement", { unit: "Birch" });
  const report: ReportDocument = new Report(released, { change, units: ["Birch"] }).document();
  for (const section of report.sections) {
    for (const block of section.blocks) if (block.type === "list") console.log(block.items.map(({ text }) => text));
  }

  const question: string | undefined = contextDescriptors().descriptors[0]?.id;
  const profile: ContextProfileDocument = ContextProfile.fromJson("{}").document();
  const found: ContextMatch = ContextProfile.ofCaseStudy("nw_rise").matchWith(ContextProfile.fromJson("{}"), {
    weights: { fit: 2 },
    needed: ["contact"],
    practice: "curriculum_network",
  });
  const likeness: "alike" | "adapt" | "unlike" | "unknown" | undefined = found.document().dimensions[0]?.verdict;
  const slip: string | undefined = pseudonyms(24, 4716398205513)[0];
  const asked: string | undefined = practices({ tenet: "joint_work" }).practices[0]?.asks[0]?.why;
  const basis: "stated" | "our_reading" | "not_stated" | undefined = caseStudies({ kind: "network" }).caseStudies[0]?.tenets[0]?.basis;
  console.log(likeness, slip, asked, basis);
  console.log(document, streamed, grain, share, columns, verdict, pair, icc, spread, chart, question, profile.unit);

  // @ts-expect-error: not one of the layouts
  Ratings.fromCsv("", rubric, { layout: "diagonal" });
  // @ts-expect-error: not an option
  scores.release({ minimum: 5 });
  // @ts-expect-error: only what was released is reported
  new Report(scores);
}
