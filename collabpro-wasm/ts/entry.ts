import { attributes } from "./attributes.js";
import { LANGUAGES } from "./languages.js";
import { refusal } from "./refuse.js";

/** Where a module is: an address, what was fetched or is being fetched from one, its bytes, or what was compiled of them. */
export type ModuleSource = string | URL | Request | Response | BufferSource | WebAssembly.Module;

/** What an entry does besides its module. */
export interface Entry {
  /**
   * Starts the module, once; everything else is synchronous from then on. After a failure it can be called again.
   * The module is the one of the package, unless another place is named.
   */
  init(module?: ModuleSource | Promise<ModuleSource>): Promise<void>;
  /** Loads a language that comes with the package, such as `de`, so that a report can be asked for in it. */
  loadLanguage(language: string): Promise<void>;
}

/** An entry over the glue of a module; `open` gives a file of the package. */
export function entry(
  start: (module: { module_or_path: ModuleSource | Promise<ModuleSource> }) => Promise<unknown>,
  glue: { addLanguage(language: string, text: string): void } & Record<string, unknown>,
  module: URL,
  open: (file: URL) => Promise<Response>,
): Entry {
  attributes(glue);
  return {
    async init(source = open(module)) {
      await start({ module_or_path: source });
    },
    async loadLanguage(language) {
      const file = LANGUAGES[language];
      if (!file) throw refusal("language_not_loaded", language);
      const found = await open(file);
      if (!found.ok) throw new Error(`${file} cannot be loaded: ${found.status} ${found.statusText}`);
      glue.addLanguage(language, await found.text());
    },
  };
}
