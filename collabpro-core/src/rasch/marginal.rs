//! Marginal maximum likelihood: units are drawn from a normal distribution, whose mean and variance are estimated with the
//! others, and are integrated out by adaptive quadrature, each around its own mode.

use super::hermite::NODES;
use super::linear::dot;
use super::model::probabilities;
use super::patterns::Patterns;

/// Where the search has got to: the parameters beside units, then the mean of the units and the logarithm of their standard deviation.
#[derive(Clone, Debug)]
pub(super) struct Normal {
    pub(super) others: Vec<f64>,
    pub(super) mean: f64,
    pub(super) log_deviation: f64,
}

/// The log-likelihood at a place, with what was found on the way.
#[derive(Debug)]
pub(super) struct Integrated {
    pub(super) log_likelihood: f64,
    pub(super) slope: Vec<f64>,
    /// The information, by rows, of which the lower triangle counts: the observed one, or what it would be if units were known.
    pub(super) information: Vec<f64>,
    /// For each class of units the mean of where they can lie and its standard deviation.
    pub(super) units: Vec<[f64; 2]>,
    pub(super) modes: Vec<f64>,
}

/// One class at one place: the logarithm of what is integrated, its slope and its curvature.
fn at_place(
    patterns: &Patterns,
    class: usize,
    odds: &[f64],
    normal: &Normal,
    at: f64,
    p: &mut [f64],
) -> [f64; 3] {
    let unit = libm::exp(at);
    let (mut logarithm, mut slope, mut curve) = (0.0, patterns.score[class], 0.0);
    for cell in patterns.starts[class]..patterns.starts[class + 1] {
        let others = &patterns.others[cell * patterns.width..][..patterns.width];
        let place = others.iter().fold(unit, |product, other| product * odds[*other as usize]);
        let group = patterns.group[cell] as usize;
        let found = probabilities(place, &odds[patterns.steps[group]..patterns.steps[group + 1]], p);
        let weight = patterns.weight[cell];
        logarithm += weight * (libm::log(found.sum) + found.scale);
        slope -= weight * found.mean;
        curve += weight * found.variance;
    }
    let inverse = libm::exp(-2.0 * normal.log_deviation);
    let distance = at - normal.mean;
    [
        patterns.score[class] * at - logarithm - 0.5 * distance * distance * inverse,
        slope - distance * inverse,
        curve + inverse,
    ]
}

/// Works it out. `modes` are where the last search found the units; the information is the observed one, which is what is known
/// of all less what is lost by not knowing the units (Louis 1982, Journal of the Royal Statistical Society B 44:226-233), or
/// without that loss.
pub(super) fn integrated(
    patterns: &Patterns,
    normal: &Normal,
    modes: &[f64],
    nodes: &[[f64; 2]],
    is_observed: bool,
) -> Integrated {
    let all = patterns.parameters;
    let size = all + 2;
    let odds: Vec<f64> = normal.others.iter().map(|measure| libm::exp(*measure)).collect();
    let inverse = libm::exp(-2.0 * normal.log_deviation);
    let most = patterns.steps.windows(2).map(|pair| pair[1] - pair[0]).max().unwrap_or(0) + 1;
    let mut made = Integrated {
        log_likelihood: normal.others.iter().zip(&patterns.observed).map(|(at, seen)| at * seen).sum(),
        slope: patterns.observed.iter().copied().chain([0.0; 2]).collect(),
        information: vec![0.0; size * size],
        units: Vec::with_capacity(patterns.classes()),
        modes: Vec::with_capacity(patterns.classes()),
    };
    let mut p = vec![0.0; most];
    let mut local = vec![u32::MAX; all];
    let (mut places, mut chances) = (Vec::<u32>::new(), Vec::<f64>::new());
    let (mut scores, mut mean) = (Vec::<f64>::new(), Vec::<f64>::new());
    let (mut upper, mut joint, mut pairs) = (vec![0.0; most], vec![0.0; most], vec![0.0; most * most]);
    for (class, mode) in modes.iter().enumerate() {
        let mut mode = *mode;
        let mut curve = 1.0;
        for _ in 0..50 {
            let [_, slope, own] = at_place(patterns, class, &odds, normal, mode, &mut p);
            let step = (slope / own).clamp(-1.0, 1.0);
            (mode, curve) = (mode + step, own);
            if step.abs() < 1e-9 {
                break;
            }
        }
        made.modes.push(mode);
        let spread = (2.0 / curve).sqrt();
        let cells = patterns.starts[class]..patterns.starts[class + 1];
        // The chances of every category at every node, cell by cell.
        let (count, width) = (nodes.len(), most);
        chances.clear();
        chances.resize(cells.len() * count * width, 0.0);
        let mut logarithms = [0.0; NODES];
        let mut points = [0.0; NODES];
        for (node, [x, weight]) in nodes.iter().enumerate() {
            let at = mode + spread * x;
            points[node] = at;
            let unit = libm::exp(at);
            let (mut logarithm, mut product) = (0.0, 1.0_f64);
            for (place, cell) in cells.clone().enumerate() {
                let others = &patterns.others[cell * patterns.width..][..patterns.width];
                let odds_of = others.iter().fold(unit, |product, other| product * odds[*other as usize]);
                let group = patterns.group[cell] as usize;
                let steps = &odds[patterns.steps[group]..patterns.steps[group + 1]];
                let found =
                    probabilities(odds_of, steps, &mut chances[(place * count + node) * width..][..width]);
                if patterns.weight[cell] == 1.0 {
                    product *= found.sum;
                    if product > 1e150 {
                        logarithm += libm::log(product);
                        product = 1.0;
                    }
                    logarithm += found.scale;
                } else {
                    logarithm += patterns.weight[cell] * (libm::log(found.sum) + found.scale);
                }
            }
            logarithm += libm::log(product);
            let distance = at - normal.mean;
            logarithms[node] =
                patterns.score[class] * at - logarithm - 0.5 * distance * distance * inverse + weight;
        }
        let highest = logarithms[..count].iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut sum = 0.0;
        for value in &mut logarithms[..count] {
            *value = libm::exp(*value - highest);
            sum += *value;
        }
        logarithms[..count].iter_mut().for_each(|value| *value /= sum);
        let weights = &logarithms[..count];
        let members = patterns.members[class];
        // The square root of 2 π and the spread of the nodes.
        let constant =
            libm::log(spread) - normal.log_deviation - 0.5 * libm::log(2.0 * core::f64::consts::PI);
        made.log_likelihood += members * (libm::log(sum) + highest + constant);
        let centre = dot(weights, &points[..count]);
        let variance: f64 =
            weights.iter().zip(&points).map(|(w, at)| w * (at - centre) * (at - centre)).sum();
        made.units.push([centre, variance.max(0.0).sqrt()]);
        // Places of the parameters of this class, and the score of each at every node.
        places.clear();
        for cell in cells.clone() {
            let group = patterns.group[cell] as usize;
            let others = patterns.others[cell * patterns.width..][..patterns.width].iter().copied();
            for place in others.chain(patterns.steps[group] as u32..patterns.steps[group + 1] as u32) {
                if local[place as usize] == u32::MAX {
                    local[place as usize] = places.len() as u32;
                    places.push(place);
                }
            }
        }
        let own = places.len() + 2;
        scores.clear();
        scores.resize(own * count, 0.0);
        for (place, cell) in cells.clone().enumerate() {
            let group = patterns.group[cell] as usize;
            let (first, end) = (patterns.steps[group], patterns.steps[group + 1]);
            let steps = end - first;
            let weight = patterns.weight[cell];
            let others = &patterns.others[cell * patterns.width..][..patterns.width];
            let mut spread = 0.0;
            joint[..steps].fill(0.0);
            pairs[..steps * steps].fill(0.0);
            for (node, share) in weights.iter().enumerate() {
                let p = &chances[(place * count + node) * width..][..steps + 1];
                let (mut above, mut product, mut square) = (0.0, 0.0, 0.0);
                for at in (1..=steps).rev() {
                    above += p[at];
                    product += at as f64 * p[at];
                    square += (at * at) as f64 * p[at];
                    upper[at - 1] = above;
                }
                let expected = product;
                spread += share * (square - expected * expected);
                for other in others {
                    scores[local[*other as usize] as usize * count + node] -= weight * expected;
                }
                let mut product = 0.0;
                for step in (0..steps).rev() {
                    product += (step + 1) as f64 * p[step + 1];
                    joint[step] += share * (product - expected * upper[step]);
                    scores[local[first + step] as usize * count + node] -= weight * upper[step];
                    for before in 0..=step {
                        pairs[step * steps + before] += share * upper[step] * (1.0 - upper[before]);
                    }
                }
            }
            let many = members * weight;
            for (at, other) in others.iter().enumerate() {
                let other = *other as usize;
                made.information[other * size + other] += many * spread;
                for second in &others[..at] {
                    let second = *second as usize;
                    let (high, low) = (other.max(second), other.min(second));
                    made.information[high * size + low] += many * spread;
                }
                for (step, joint) in joint[..steps].iter().enumerate() {
                    made.information[(first + step) * size + other] += many * joint;
                }
            }
            for step in 0..steps {
                for before in 0..=step {
                    made.information[(first + step) * size + first + before] +=
                        many * pairs[step * steps + before];
                }
            }
        }
        for node in 0..count {
            let distance = points[node] - normal.mean;
            scores[(own - 2) * count + node] = distance * inverse;
            scores[(own - 1) * count + node] = distance * distance * inverse - 1.0;
        }
        let (first, square) =
            (centre - normal.mean, variance + (centre - normal.mean) * (centre - normal.mean));
        made.information[all * size + all] += members * inverse;
        made.information[(all + 1) * size + all] += members * 2.0 * first * inverse;
        made.information[(all + 1) * size + all + 1] += members * 2.0 * square * inverse;
        mean.clear();
        mean.extend((0..own).map(|at| dot(&scores[at * count..][..count], weights)));
        let place_of = |at: usize| places.get(at).map_or(all + at - places.len(), |place| *place as usize);
        for at in 0..own {
            let place = place_of(at);
            made.slope[place] += members * mean[at];
            if !is_observed {
                continue;
            }
            // Weighted deviations of this score, once for all others.
            let row: Vec<f64> =
                (0..count).map(|node| weights[node] * (scores[at * count + node] - mean[at])).collect();
            for other in 0..=at {
                let second = place_of(other);
                let value = dot(&row, &scores[other * count..][..count]);
                made.information[place.max(second) * size + place.min(second)] -= members * value;
            }
        }
        places.iter().for_each(|place| local[*place as usize] = u32::MAX);
    }
    made
}
