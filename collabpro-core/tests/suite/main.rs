//! Core from outside, in one program: what is linked once is built once. A file is a module; `-- report_reading` runs it alone.

mod district;
mod guilford;
mod languages;
mod layers;
mod messages;
mod pages;
mod practice_texts;
mod readers;
mod reading;
mod release_attack;
mod release_attack_report;
mod report;
mod report_depths;
mod report_of_others;
mod report_reading;
#[cfg(feature = "research")]
mod rounding;
#[cfg(feature = "research")]
mod rounding_scores;
mod rubric_texts;
mod schemas;
mod travel;
mod watched;
