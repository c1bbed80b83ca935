//! Nodes of Gauss-Hermite quadrature.

/// How many there are: around its own mode the integrand of a unit is nearly normal, and so many give it ten digits; seven where a
/// unit has a handful of ratings, all of them extreme.
pub(in crate::rasch) const NODES: usize = 21;

/// So few show the way while the search is far from its end.
pub(in crate::rasch) const FEW: usize = 7;

/// So many nodes and logarithms of weights, each with `x²` added, so that what is summed is the function itself. The
/// roots of the Hermite polynomial are found by the signs of its orthonormal form and mended by Newton's method.
pub(in crate::rasch) fn hermite(n: usize) -> Vec<[f64; 2]> {
    let mut found: Vec<[f64; 2]> = Vec::with_capacity(n);
    let norm = libm::pow(core::f64::consts::PI, -0.25);
    let value = |x: f64| {
        let (mut last, mut now) = (0.0, norm);
        for at in 0..n {
            let next =
                x * (2.0 / (at as f64 + 1.0)).sqrt() * now - (at as f64 / (at as f64 + 1.0)).sqrt() * last;
            (last, now) = (now, next);
        }
        (now, (2.0 * n as f64).sqrt() * last)
    };
    let far = (2.0 * n as f64 + 1.0).sqrt();
    let steps = 40 * n;
    let mut before = value(-far).0;
    for at in 1..=steps {
        let x = -far + 2.0 * far * at as f64 / steps as f64;
        let here = value(x).0;
        if (before < 0.0) != (here < 0.0) {
            let mut root = x - far / steps as f64;
            for _ in 0..50 {
                let (f, slope) = value(root);
                let step = f / slope;
                root -= step;
                if step.abs() < 1e-15 {
                    break;
                }
            }
            let slope = value(root).1;
            found.push([root, libm::log(2.0 / (slope * slope)) + root * root]);
        }
        before = here;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_of_a_normal_deviate() {
        let nodes = hermite(NODES);
        assert_eq!(nodes.len(), NODES);
        assert_eq!(hermite(FEW).len(), FEW);
        // The means of powers of a standard normal deviate are 1, 0, 1, 0, 3, 0, 15.
        for (power, moment) in [1.0, 0.0, 1.0, 0.0, 3.0, 0.0, 15.0].into_iter().enumerate() {
            let value = |[x, weight]: &[f64; 2]| {
                let at = x * 2.0_f64.sqrt();
                (0..power).map(|_| at).product::<f64>() * libm::exp(weight - x * x)
            };
            let sum: f64 = nodes.iter().map(value).sum();
            assert!((sum / core::f64::consts::PI.sqrt() - moment).abs() < 1e-11, "{power}: {sum}");
        }
    }
}
