// Compiled, not run: what the declarations say.

import { CollabproError, framework, Rubric } from "collabpro";
import type { Columns, ErrorCode, RubricDocument, UnitKind } from "collabpro";
import { init } from "collabpro/slim";

export async function types(): Promise<void> {
  await init();
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
}
