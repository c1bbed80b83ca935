//! The main job, end to end: ratings in, what may be shown out.
//!
//! `cargo run --release --example assess -- --help` says how to give it your own files.

use std::error::Error;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use collabpro_core::comparison::Verdict;
use collabpro_core::message::Texts;
use collabpro_core::ratings::{RaterLink, ReadOptions, Reader};
use collabpro_core::release::{RaterCount, ReleasedScore, Withheld};
use collabpro_core::roll_up::RollUpOptions;
use collabpro_core::{
    Change, ChangeOptions, Construct, Framework, Policy, Report, ReportOptions, Rubric, Sheet, Units,
};
use collabpro_core::{Observed, Released, ReleasedTable};

const USAGE: &str = "\
Reads ratings and writes a page for each unit; report.html, report.md and
report.docx with all of it; and scores.csv: what may be shown.

  --ratings FILE   CSV, one row a rating: unit, rater, criterion, level; where known
                   occasion, role, unit_kind, reason, evidence
  --rubric FILE    the instrument as JSON (default: the bundled rubric)
  --units FILE     JSON or CSV: names, sizes, parents, order of occasions
  --focus ID       what was to be worked on, such as tenet:joint_work; may be
                   given again. Name only what was named at the earlier occasion.
  --sheet FILE     a unit's stop / continue / start sheet as JSON; may be given again
  --language ID    of the report: en, or de, which is a draft
  --linked         a rater's id is the same person at every occasion
  --out FOLDER     where to write (default: target/assess)

Without --ratings it runs on the bundled simulated district.";

const SIMULATED: &str = "Simulated data: no school, person or answer is real.";

/// What fits one screen, with a row left for the prompt.
const ROWS: usize = 23;
const COLUMNS: usize = 80;

type Outcome<T> = Result<T, Box<dyn Error>>;

#[derive(Default)]
struct Arguments {
    ratings: Option<PathBuf>,
    rubric: Option<PathBuf>,
    units: Option<PathBuf>,
    out: Option<PathBuf>,
    focus: Vec<Construct>,
    sheets: Vec<PathBuf>,
    language: Option<String>,
    linked: bool,
    help: bool,
}

impl Arguments {
    fn read(mut words: impl Iterator<Item = String>) -> Outcome<Self> {
        let mut arguments = Self::default();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--help" | "-h" => arguments.help = true,
                "--linked" => arguments.linked = true,
                "--ratings" | "--rubric" | "--units" | "--out" | "--focus" | "--sheet" | "--language" => {
                    let value = words.next().filter(|value| !value.starts_with("--"));
                    let value = value.ok_or(format!("{word} needs a value"))?;
                    match word.as_str() {
                        "--ratings" => arguments.ratings = Some(value.into()),
                        "--rubric" => arguments.rubric = Some(value.into()),
                        "--units" => arguments.units = Some(value.into()),
                        "--out" => arguments.out = Some(value.into()),
                        "--sheet" => arguments.sheets.push(value.into()),
                        "--language" => arguments.language = Some(value),
                        _ => arguments.focus.push(value.parse()?),
                    }
                }
                _ => return Err(format!("{word} is not known").into()),
            }
        }
        let of_ratings =
            arguments.rubric.is_some() || arguments.units.is_some() || !arguments.sheets.is_empty();
        if arguments.ratings.is_none() && of_ratings {
            return Err("--rubric, --units and --sheet belong to --ratings, which is missing".into());
        }
        Ok(arguments)
    }

    /// The bundled district, where no other ratings are given.
    fn or_district(mut self) -> Outcome<(Self, bool)> {
        if self.ratings.is_some() {
            return Ok((self, false));
        }
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("district");
        self.ratings = Some(folder.join("ratings.csv"));
        self.units = Some(folder.join("units.json"));
        self.linked = true;
        if self.sheets.is_empty() {
            self.sheets.push(folder.join("sheet.json"));
        }
        Ok((self, true))
    }
}

fn main() {
    let run = || -> Outcome<()> {
        let arguments = Arguments::read(std::env::args().skip(1))?;
        if arguments.help {
            println!("{USAGE}");
            return Ok(());
        }
        let (arguments, simulated) = arguments.or_district()?;
        println!("{}", assess(&arguments, simulated)?);
        Ok(())
    };
    if let Err(error) = run() {
        eprintln!("{error}\n(--help says how to use this.)");
        std::process::exit(2);
    }
}

fn text(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()).into())
}

/// What is wrong with a file: the first problems, and how many there are.
fn in_file(path: &Path) -> impl Fn(collabpro_core::Error) -> Box<dyn Error> {
    const SHOWN: usize = 5;
    move |error| {
        let texts = Texts::english();
        let mut lines = vec![format!("{}: {} problem(s)", path.display(), error.total())];
        for problem in error.problems().iter().take(SHOWN) {
            let (what, hint) = (texts.render(&problem.message()), texts.render(&problem.hint()));
            lines.push(format!("  {what} ({}) [{}]\n    {hint}", problem.place(), problem.code().id()));
        }
        if error.total() > SHOWN as u64 {
            lines.push("  ...".to_owned());
        }
        lines.join("\n").into()
    }
}

fn assess(arguments: &Arguments, simulated: bool) -> Outcome<String> {
    let rubric = match &arguments.rubric {
        Some(path) => Rubric::from_json(&text(path)?).map_err(in_file(path))?,
        None => Rubric::bundled(),
    };
    let units = match &arguments.units {
        Some(path) if path.extension().is_some_and(|end| end.eq_ignore_ascii_case("csv")) => {
            Units::from_csv(text(path)?.as_bytes()).map_err(in_file(path))?
        }
        Some(path) => Units::from_json(&text(path)?).map_err(in_file(path))?,
        None => Units::default(),
    };
    let path = arguments.ratings.as_deref().ok_or("no ratings")?;
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let link = if arguments.linked { RaterLink::Persistent } else { RaterLink::WithinOccasion };
    let reader = Reader::new(&rubric).options(ReadOptions::new().link(link)).units(units);
    let ratings = reader.read(file).map_err(in_file(path))?;

    let scores = ratings.score(Observed::new())?;
    let released = scores.release(&Policy::default().trust(true))?;
    let occasions = scores.occasions().unwrap_or(&[]);
    let sheet = |path: &PathBuf| Sheet::from_json(&text(path)?).map_err(in_file(path));
    let sheets = arguments.sheets.iter().map(sheet).collect::<Result<Vec<_>, _>>()?;
    let change = match occasions {
        // What was to be worked on: for all units by the argument, else for each by its own sheet.
        [.., from, to] => {
            let asked = ChangeOptions::new(from, to).focus(arguments.focus.iter().cloned());
            let own = sheets.iter().filter(|sheet| sheet.occasion == *from && arguments.focus.is_empty());
            Some(scores.change(own.fold(asked, ChangeOptions::focus_from))?)
        }
        _ => None,
    };
    let mut options = ReportOptions::new().sheets(sheets);
    if simulated {
        options = options.notice(SIMULATED);
    }
    if let Some(language) = &arguments.language {
        options = options.language(language);
    }
    let mut report = Report::new(&released).options(options);
    if let Some(change) = &change {
        report = report.change(change);
    }
    let together = scores.roll_up(RollUpOptions::new()).ok();
    if let Some(together) = &together {
        report = report.roll_up(together);
    }
    let (pages, report) = (report.clone().by_unit()?, report.build()?);

    let out = arguments.out.clone().unwrap_or_else(|| PathBuf::from("target/assess"));
    let write = |name: &str, bytes: &[u8]| {
        let path = out.join(name);
        fs::write(&path, bytes).map_err(|error| format!("{}: {error}", path.display()))
    };
    let folder = out.join("pages");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    write("report.html", report.to_html().as_bytes())?;
    write("report.md", report.to_markdown().as_bytes())?;
    write("report.docx", &report.to_docx())?;
    for page in &pages {
        write(&format!("pages/{}.html", page.name), page.report.to_html().as_bytes())?;
    }
    // Constructs, then single lines, under one head.
    let lines = released.table(ReleasedTable::Criteria).to_csv();
    let lines = lines.split_once("\r\n").map_or("", |(_, rows)| rows);
    write("scores.csv", (released.table(ReleasedTable::Constructs).to_csv() + lines).as_bytes())?;

    let last = occasions.last().map_or("", String::as_str);
    let mut screen = Screen::default();
    if simulated {
        screen.say(SIMULATED);
    }
    let (title, version) = (rubric.document().title.get("en"), rubric.version());
    screen.say(format!("{title}, version {version}. {} rows were read.", ratings.len()));
    let changed = change.as_ref().map_or_else(Vec::new, |change| changed(&released, change));
    let withheld = withheld(&released);
    let below = 2 + changed.len() + withheld.len() + usize::from(!changed.is_empty());
    let room = ROWS.saturating_sub(screen.rows() + below);
    for line in standing(&released, last, room) {
        screen.say(line);
    }
    if !changed.is_empty() {
        let labels = occasions.iter().map(|id| released.units().occasion_label(id));
        let labels: Vec<&str> = labels.collect();
        let (from, to) = (labels.iter().rev().nth(1), labels.last());
        screen.say(format!("What changed, {} to {}:", from.unwrap_or(&""), to.unwrap_or(&"")));
    }
    changed.into_iter().for_each(|line| screen.say(line));
    withheld.into_iter().for_each(|line| screen.say(line));
    screen.say(format!("A page for each: {}; all: {}", folder.display(), out.join("report.html").display()));
    screen.say("For talk about practices, never for judging people or ranking schools.");
    Ok(screen.0)
}

/// Lines that are no wider than the screen.
#[derive(Default)]
struct Screen(String);

impl Screen {
    fn say(&mut self, line: impl AsRef<str>) {
        let mut line: Vec<char> = line.as_ref().chars().filter(|c| !c.is_control()).collect();
        if line.len() >= COLUMNS {
            line.truncate(COLUMNS - 2);
            line.push('…');
        }
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.extend(line);
    }

    fn rows(&self) -> usize {
        self.0.lines().count()
    }
}

fn name(construct: &Construct) -> &str {
    match construct {
        Construct::Tenet(tenet) => &Framework::bundled().tenet(*tenet).name,
        Construct::Warning(sign) => &Framework::bundled().warning_sign(*sign).name,
        Construct::Context(dimension) => &Framework::bundled().context_dimension(*dimension).name,
        Construct::Other(id) => id,
        _ => "",
    }
}

fn role<'a>(released: &'a Released, id: &'a str) -> &'a str {
    let known = released.rubric().roles().iter().find(|role| role.id == id);
    known.map_or(id, |role| role.plural.as_ref().unwrap_or(&role.label).get("en"))
}

/// Two lines for each unit in the order of their ids: who answered, and what they surely share.
fn standing(released: &Released, occasion: &str, room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut units: Vec<&str> = Vec::new();
    for row in released.coverage().iter().filter(|row| row.occasion == occasion || occasion.is_empty()) {
        if units.last() != Some(&row.unit.as_str()) {
            units.push(&row.unit);
        }
    }
    for (at, unit) in units.iter().enumerate() {
        let rest = units.len() - at;
        if rest > 1 && lines.len() + 3 > room {
            lines.push(format!("... and {rest} more: see the report."));
            break;
        }
        let label = released.units().label(unit);
        lines.push(format!("{label}: {}", answered(released, unit, occasion)));
        lines.push(format!("    {}", certain(released, unit, occasion)));
    }
    lines
}

fn answered(released: &Released, unit: &str, occasion: &str) -> String {
    let own = released.coverage().iter().filter(|row| row.unit == unit);
    let own: Vec<_> = own.filter(|row| row.occasion == occasion || occasion.is_empty()).collect();
    let mut groups: Vec<_> = own.iter().filter(|row| own.len() == 1 || row.role.is_some()).collect();
    let place =
        |role: Option<&str>| released.rubric().roles().iter().position(|known| Some(&*known.id) == role);
    groups.sort_by_key(|row| place(row.role.as_deref()));
    let words = groups.into_iter().filter_map(|row| {
        let who = row.role.as_deref().map_or("people", |id| role(released, id)).to_lowercase();
        match (row.raters, row.size) {
            (RaterCount::FewerThan(_), _) => None,
            (RaterCount::Number(n), Some(size)) => Some(format!("{n} of {size} {who}")),
            (RaterCount::Number(n), None) => Some(format!("{n} {who}")),
        }
    });
    let words: Vec<String> = words.collect();
    if words.is_empty() { "too few answered to show anything".to_owned() } else { words.join(", ") }
}

/// What is certain of the group that speaks for the unit, as the report has it, or its medians where the scale has no line.
fn certain(released: &Released, unit: &str, occasion: &str) -> String {
    let own = released.constructs().iter().filter(|cell| {
        cell.unit == unit && (cell.occasion == occasion || occasion.is_empty()) && cell.is_shown()
    });
    let own: Vec<&ReleasedScore> = own.collect();
    let speaks = own.iter().find(|cell| cell.role.as_deref() == Some("teacher")).or(own.first());
    let Some(speaks) = speaks else { return "nothing is shown".to_owned() };
    let cells = || own.iter().filter(|cell| cell.role == speaks.role);
    if cells().all(|cell| cell.cut.is_none()) {
        let medians =
            cells().filter_map(|cell| Some(format!("{} {}", name(&cell.construct), cell.median.as_ref()?)));
        let medians: Vec<String> = medians.collect();
        return format!("half of the answers are at or below: {}", medians.join(", "));
    }
    let on = |above: bool| {
        let own = cells().filter(|cell| cell.above_half == Some(above));
        own.map(|cell| name(&cell.construct).to_lowercase()).collect::<Vec<_>>().join(", ")
    };
    match (on(true), on(false)) {
        (above, below) if above.is_empty() && below.is_empty() => "nothing yet that is certain".to_owned(),
        (above, below) if below.is_empty() => format!("certainly above one half: {above}"),
        (above, below) if above.is_empty() => format!("certainly below one half: {below}"),
        (above, below) => format!("certainly above one half: {above}; below it: {below}"),
    }
}

/// What rose or fell, and how much of the rest cannot be told.
fn changed(released: &Released, change: &Change) -> Vec<String> {
    let entries = released.change(change);
    let mut lines = Vec::new();
    for entry in &entries {
        let by = entry.difference.map_or(String::new(), |d| format!("{} points ", (d.abs() * 100.0).round()));
        let word = match entry.verdict {
            Verdict::Rose => format!("is {by}higher"),
            Verdict::Fell => format!("looks {by}lower"),
            _ => continue,
        };
        let who = entry.role.as_deref().filter(|role| *role != "teacher").map(|id| role(released, id));
        let who = who.map_or(String::new(), |who| format!(" ({})", who.to_lowercase()));
        let unit = released.units().label(&entry.unit);
        lines.push(format!("  {unit}{who}: {} {word}", name(&entry.construct).to_lowercase()));
    }
    const SHOWN: usize = 4;
    let more = lines.len().saturating_sub(SHOWN);
    lines.truncate(SHOWN);
    let count = |verdict| entries.iter().filter(|entry| entry.verdict == verdict).count();
    let (same, open) = (count(Verdict::AboutTheSame), count(Verdict::CannotTell));
    let more = if more > 0 { format!("{more} more; ") } else { String::new() };
    lines.push(format!(
        "  {more}about the same: {same}; cannot be told: {open}. Lower can mean stricter rating."
    ));
    lines
}

/// What is withheld and why.
fn withheld(released: &Released) -> Vec<String> {
    let mut lines = Vec::new();
    let rows = || released.coverage().iter().filter(|row| row.role.is_some());
    let mut roles: Vec<&str> = rows().filter_map(|row| row.role.as_deref()).collect();
    roles.sort_unstable();
    roles.dedup();
    let mut groups = Vec::new();
    for id in roles {
        let small = rows().filter(|row| row.role.as_deref() == Some(id));
        let small = small.filter_map(|row| match row.raters {
            RaterCount::FewerThan(minimum) => Some((row.unit.as_str(), minimum)),
            RaterCount::Number(_) => None,
        });
        let small: Vec<(&str, u32)> = small.collect();
        let units: std::collections::BTreeSet<&str> = small.iter().map(|(unit, _)| *unit).collect();
        if let Some((_, minimum)) = small.first() {
            let who = role(released, id).to_lowercase();
            groups.push(format!("{who} in {} (fewer than {minimum})", units.len()));
        }
    }
    if !groups.is_empty() {
        lines.push(format!("Withheld: {}.", groups.join("; ")));
    }
    let computed = |cell: &&ReleasedScore| {
        matches!(cell.withheld, Some(Withheld::Complement | Withheld::CriterionWithheld))
    };
    let cells = released.constructs().iter().chain(released.criteria()).filter(computed).count();
    if cells > 0 {
        lines.push(format!("Also {cells} numbers that would give withheld ones away."));
    }
    if !released.open_teams().is_empty() {
        let labels: Vec<&str> = released.open_teams().iter().map(|id| released.units().label(id)).collect();
        lines.push(format!("Agreed to see all their answers: {}.", labels.join(", ")));
    }
    if !released.published().is_empty() {
        lines.push(format!("Published before, so shown as they are: {} units.", released.published().len()));
    }
    lines
}
