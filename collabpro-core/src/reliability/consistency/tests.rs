use super::*;
use crate::matrix::MatrixOptions;

#[test]
fn scratch() {
    let text = std::fs::read_to_string("/tmp/cons/sim.csv").unwrap();
    let marks: Vec<u8> = text.split([',', '\n']).filter(|c| !c.is_empty()).map(|c| c.parse().unwrap()).collect();
    let m = Matrix::from_bytes(marks, 8, MatrixOptions::new()).unwrap();
    let f = m.consistency(ConsistencyOptions::new()).unwrap();
    println!("{:#?}", f.results[0]);
}

#[test]
fn speed() {
    let mut r = crate::stats::random::Random::new(1, 1);
    let mut marks = Vec::new();
    for _ in 0..1_000_000 { let g = r.below(3) as u8; for _ in 0..10 { marks.push(1 + g + (r.below(3)) as u8); } }
    let m = Matrix::from_bytes(marks.clone(), 10, MatrixOptions::new()).unwrap();
    let t = std::time::Instant::now();
    let f = m.consistency(ConsistencyOptions::new()).unwrap();
    println!("codes {:?} {:?}", t.elapsed(), f.results[0].raw.alpha);
    let t = std::time::Instant::now();
    let m2 = Matrix::from_numbers(marks.iter().map(|m| f64::from(*m)).collect(), 10, MatrixOptions::new()).unwrap();
    println!("from_numbers {:?}", t.elapsed());
    let t = std::time::Instant::now();
    let f = m2.consistency(ConsistencyOptions::new()).unwrap();
    println!("codes {:?} {:?}", t.elapsed(), f.results[0].raw.alpha);
    let mut reals: Vec<f64> = marks.iter().map(|m| f64::from(*m)).collect(); for x in reals.iter_mut() { *x += r.unit(); }
    let m3 = Matrix::from_numbers(reals, 10, MatrixOptions::new()).unwrap();
    let t = std::time::Instant::now();
    let f = m3.consistency(ConsistencyOptions::new()).unwrap();
    println!("reals {:?} {:?}", t.elapsed(), f.results[0].raw.alpha);
    for (i, m) in marks.iter_mut().enumerate() { if i % 7 == 0 { *m = 255; } }
    let m = Matrix::from_bytes(marks, 10, MatrixOptions::new()).unwrap();
    let t = std::time::Instant::now();
    let f = m.consistency(ConsistencyOptions::new().missing(MissingMarks::Pairwise)).unwrap();
    println!("pairwise {:?} {:?}", t.elapsed(), f.results[0].raw.alpha);
}
