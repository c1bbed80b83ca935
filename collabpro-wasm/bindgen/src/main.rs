//! Writes the JavaScript around the WebAssembly module: `collabpro-bindgen <module.wasm> <folder>` fills
//! `<folder>/web` and `<folder>/node`. The two hold the same module and differ in how it is loaded.

use std::path::Path;
use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [module, folder] = arguments.as_slice() else {
        eprintln!("usage: collabpro-bindgen <module.wasm> <folder>");
        return ExitCode::FAILURE;
    };
    let folder = Path::new(folder);
    let written = write(module, &folder.join("web"), Bindgen::web)
        .and_then(|()| write(module, &folder.join("node"), Bindgen::nodejs_module));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn write<E: Into<Box<dyn std::error::Error>>>(
    module: &str,
    folder: &Path,
    target: impl FnOnce(&mut Bindgen, bool) -> Result<&mut Bindgen, E>,
) -> Outcome<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(module)
        .out_name("collabpro")
        .typescript(true)
        .debug(true)
        .omit_default_module_path(false);
    target(&mut bindgen, true).map_err(Into::into)?;
    bindgen.generate(folder)?;
    Ok(())
}
