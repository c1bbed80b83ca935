import { attributes } from "./attributes.js";
import { type Speaker, speak } from "./error.js";
import { LANGUAGES } from "./languages.js";
import { refusal } from "./refuse.js";

/** Where a module is: an address, what was fetched or is being fetched from one, its bytes, or what was compiled of them. */
export type ModuleSource = string | URL | Request | Response | BufferSource | WebAssembly.Module;

/** How a module is started. */
export interface InitOptions {
  /** Where the module is. */
  module?: ModuleSource | Promise<ModuleSource>;
  /** A language that comes with the package, such as `de`. */
  language?: string;
}

/** What an entry does besides its module. */
export interface Entry {
  /**
   * Starts the module, once; everything else is synchronous from then on. After a failure it can be called again.
   * The module is the one of the package, unless another place is named. A language is loaded, and from then on errors are told in
   * it, and verbs answer in it that are asked for none.
   */
  init(module?: ModuleSource | Promise<ModuleSource> | InitOptions): Promise<void>;
  /** Loads a language that comes with the package, such as `de`, so that a report can be asked for in it. */
  loadLanguage(language: string): Promise<void>;
}

/** What is asked of the glue. */
interface Glue {
  addLanguage(language: string, text: string): void;
  setLanguage(language: string): void;
}

/** Whether these are options, and no place of a module. */
function isOptions(given: unknown): given is InitOptions {
  return given instanceof Object && Object.getPrototypeOf(given) === Object.prototype;
}

/** An entry over the glue of a module; `open` gives a file of the package. */
export function entry(
  start: (module: { module_or_path: ModuleSource | Promise<ModuleSource> }) => Promise<unknown>,
  glue: Glue & Record<string, unknown>,
  module: URL,
  open: (file: URL) => Promise<Response>,
): Entry {
  attributes(glue);
  const loadLanguage = async (language: string) => {
    const file = LANGUAGES[language];
    if (!file) throw refusal("language_not_loaded", language);
    const found = await open(file);
    if (!found.ok) throw new Error(`${file} cannot be loaded: ${found.status} ${found.statusText}`);
    glue.addLanguage(language, await found.text());
  };
  return {
    async init(given = {}) {
      const { module: source, language } = isOptions(given) ? given : { module: given };
      await start({ module_or_path: source ?? open(module) });
      speak(glue._said as Speaker);
      if (language === undefined) return;
      if (language !== "en") await loadLanguage(language);
      glue.setLanguage(language);
    },
    loadLanguage,
  };
}
