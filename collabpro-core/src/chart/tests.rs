use serde_json::Value;

use super::*;
use crate::base::error::ErrorCode;
use crate::report::sample;

const HOSTILE: &str = "</script>\"'\\ datum.x {signal} Birch";

fn chart(chart: Chart, unit: &str) -> Value {
    let released = sample(HOSTILE);
    let text = released.chart(chart, &ChartOptions::new().unit(unit)).unwrap();
    assert!(!text.contains('⟦'), "an unknown message or a missing argument");
    serde_json::from_str(&text).unwrap()
}

fn rows<'a>(specification: &'a Value, kind: &str) -> Vec<&'a Value> {
    let rows = specification["data"]["values"].as_array().unwrap();
    rows.iter().filter(|row| row["kind"] == kind).collect()
}

#[test]
fn a_specification_asks_for_nothing_outside() {
    for kind in Chart::ALL {
        let specification = chart(*kind, "birch");
        assert_eq!(specification["$schema"], "https://vega.github.io/schema/vega-lite/v6.json");
        assert_eq!(specification.to_string().matches("http").count(), 1);
        assert!(specification["data"].get("url").is_none());
        assert!(specification["title"]["text"].as_str().unwrap().starts_with(HOSTILE));
        let lines = specification["title"]["subtitle"].as_array().unwrap();
        let subtitle: Vec<&str> = lines.iter().filter_map(Value::as_str).collect();
        assert!(subtitle.join(" ").contains("not validated"));
        assert!(specification["description"].as_str().unwrap().contains("12 of 14 teachers"));
    }
}

#[cfg(feature = "languages")]
#[test]
fn a_translated_chart_says_that_no_teacher_has_read_it() {
    for (language, unread) in [("de", "keine Lehrkraft gelesen"), ("es", "no leída por docentes")] {
        for kind in Chart::ALL {
            let text = sample(HOSTILE).chart(*kind, &ChartOptions::new().unit("birch").language(language));
            let specification: Value = serde_json::from_str(&text.unwrap()).unwrap();
            let lines = specification["title"]["subtitle"].as_array().unwrap();
            let lines: Vec<&str> = lines.iter().filter_map(Value::as_str).collect();
            assert!(lines.join(" ").contains(unread), "{lines:?}");
        }
    }
}

#[test]
fn the_profile_keeps_the_instruments_order_and_groups_apart() {
    let specification = chart(Chart::Profile, "birch");
    let order = specification["spec"]["encoding"]["y"]["sort"].as_array().unwrap();
    assert_eq!((order.len(), &order[6]), (10, &Value::from("Joint work")));
    let groups = specification["facet"]["row"]["sort"].as_array().unwrap();
    assert_eq!(groups[0], "12 of 14 teachers");
    assert_eq!(groups[1], "school leaders", "withheld, so without a number");
    let leaders: Vec<_> = rows(&specification, "note");
    let leaders: Vec<_> = leaders.iter().filter(|row| row["group"] == "school leaders").collect();
    assert_eq!(leaders.len(), 1);
    assert_eq!(leaders[0]["note"], "not shown (fewer than 5)");
    assert!(rows(&specification, "band").iter().all(|row| row["group"] != "school leaders"));
}

#[test]
fn bands_fill_the_bar_and_the_interval_holds_the_share() {
    for unit in ["birch", "alder", "hazel"] {
        let specification = chart(Chart::Profile, unit);
        let bands = rows(&specification, "band");
        assert!(!bands.is_empty());
        for bar in bands.chunk_by(|a, b| a["construct"] == b["construct"] && a["group"] == b["group"]) {
            assert_eq!(bar.len(), 4);
            assert_eq!((&bar[0]["from"], &bar[3]["to"]), (&Value::from(0.0), &Value::from(1.0)));
            assert!(bar.windows(2).all(|pair| pair[0]["to"] == pair[1]["from"]));
        }
        for share in rows(&specification, "share") {
            let [lower, value, upper] = ["lower", "share", "upper"].map(|at| share[at].as_f64().unwrap());
            assert!(lower <= value && value <= upper);
        }
        for row in bands {
            let says = row["says"].as_str().unwrap();
            assert!(!says.contains(" 0 %") && (unit == "birch" || !says.contains(" 100 %")), "{says}");
        }
    }
}

#[test]
fn distances_of_few_are_not_drawn() {
    assert!(!rows(&chart(Chart::Disagreement, "birch"), "distance").is_empty());
    assert!(!rows(&chart(Chart::Disagreement, "hazel"), "distance").is_empty(), "an open team");
    let few = chart(Chart::Disagreement, "alder");
    assert!(rows(&few, "distance").is_empty());
    assert!(!rows(&few, "note").is_empty());
}

#[test]
fn what_is_meant_must_be_clear() {
    let released = sample("Birch");
    let code = |options: ChartOptions| released.chart(Chart::Profile, &options).unwrap_err().code().id();
    assert_eq!(code(ChartOptions::new()), "invalid_option");
    assert_eq!(code(ChartOptions::new().unit("oak")), "not_in_data");
    assert_eq!(code(ChartOptions::new().unit("alder").occasion("1999")), "not_in_data");
    assert_eq!(code(ChartOptions::new().unit("alder").role("student")), "not_in_data");
    assert_eq!(code(ChartOptions::new().unit("alder").width(10)), "invalid_option");
    assert_eq!(ChartOptions::from_json("{\"color\":1}").unwrap_err().code(), ErrorCode::UnknownOption);
    assert_eq!(ChartOptions::from_json("").unwrap(), ChartOptions::new());
    assert_eq!("radar".parse::<Chart>().unwrap_err().code(), ErrorCode::InvalidOption);
    assert_eq!("profile".parse::<Chart>().unwrap(), Chart::Profile);
    let one = ChartOptions::new().unit("birch").role("teacher");
    assert!(!released.chart(Chart::Profile, &one).unwrap().contains("200 students"));
}

#[test]
fn shades_darken_in_grey_too() {
    for count in [2, 4, 9, 100] {
        let shades = shades(count);
        let grey = |shade: &String| {
            let part = |at: usize| f64::from(u8::from_str_radix(&shade[at..at + 2], 16).unwrap());
            0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
        };
        assert_eq!(shades.len(), count);
        assert!(shades.windows(2).all(|pair| grey(&pair[0]) > grey(&pair[1])));
    }
}
