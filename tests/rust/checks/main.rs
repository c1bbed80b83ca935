//! The library beside other crates, and the project beside its own rules, in one program.

mod csv;
mod distributions;
mod docx;
mod draft;
mod exchange;
mod guards;
mod nfc;
mod versions;
