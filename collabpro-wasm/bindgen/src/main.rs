//! Writes the JavaScript around a WebAssembly module: `collabpro-bindgen <module.wasm> <folder> <name>` writes
//! `<folder>/<name>.js` with its declarations, and `<folder>/<name>_bg.wasm`.

use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [module, folder, name] = arguments.as_slice() else {
        eprintln!("usage: collabpro-bindgen <module.wasm> <folder> <name>");
        return ExitCode::FAILURE;
    };
    match write(module, folder, name) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn write(module: &str, folder: &str, name: &str) -> Result<(), Box<dyn std::error::Error>> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).out_name(name).web(true)?;
    bindgen.typescript(true).debug(true).omit_default_module_path(true).generate(folder)?;
    Ok(())
}
