//! Writes what each call of each vector gives to `target/parity`, for the other languages to compare byte by byte, and the
//! bytes of handles that travel to `target/handles`, for the fuzzer to begin with.
//!
//! Nothing is optimised here, and everything in a wheel and in a module: where the bytes agree, optimising changed nothing.

use std::error::Error;
use std::fs;

use collabpro_tests::{Call, Case, Own, all, read, target};

fn main() -> Result<(), Box<dyn Error>> {
    let [folder, handles] = ["parity", "handles"].map(|name| target().join(name));
    for folder in [&folder, &handles] {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        fs::create_dir_all(folder)?;
    }
    fs::write(folder.join("_bits.json"), collabpro_core::internals::bits())?;
    for (name, path) in all()? {
        let vector = read(&path)?;
        let case = Case::new(&vector, path.parent().unwrap_or(&path));
        let run = |step: &collabpro_tests::Step| {
            case.run(step.call, &step.options).unwrap_or_else(|error| error.to_json())
        };
        let texts: Vec<String> = vector.calls.iter().map(run).collect();
        for (at, step) in
            vector.calls.iter().enumerate().filter(|(_, step)| matches!(step.call, Call::Own(Own::Travel)))
        {
            if let Ok((handle, bytes)) = case.handle(&step.options) {
                fs::write(handles.join(format!("{handle}-{}-{at}", name.replace('/', "-"))), bytes)?;
            }
        }
        let file = folder.join(format!("{name}.json"));
        fs::create_dir_all(file.parent().unwrap_or(&folder))?;
        fs::write(file, serde_json::to_string_pretty(&texts)?)?;
    }
    Ok(())
}
