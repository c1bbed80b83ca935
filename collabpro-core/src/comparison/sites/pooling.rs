//! Partial pooling of levels, and ranks.

use collabpro_derive::{Read, words};
use serde::Serialize;

/// How the variance between sites is estimated.
#[words]
pub enum PoolingMethod {
    /// The variance at which the weighted squares are as large as expected (Paule and Mandel 1982).
    PauleMandel,
}

/// How much sites differ beyond the chance of who rated.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Pooling {
    /// How it was estimated.
    pub method: PoolingMethod,
    /// Sites that are pooled.
    pub sites: u32,
    /// Their mean, the more certain ones counting more.
    pub mean: f64,
    /// Standard deviation between sites beyond chance; 0 where chance explains all.
    pub between: f64,
}

/// Which ranks a site may have; 1 is the highest level. For research only.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SiteRank {
    /// The highest rank that it may have.
    pub highest: u32,
    /// The lowest rank that it may have.
    pub lowest: u32,
    /// The share of replicates in which it had each rank, the highest first; equal levels share theirs.
    pub replicates: Vec<f64>,
}

/// Levels shrunk towards their mean, each with how much.
pub(super) struct Pooled {
    pub(super) pooling: Pooling,
    pub(super) sites: Vec<(f64, f64)>,
}

/// Fewer sites say nothing about how sites differ.
const LEAST: usize = 3;

/// Empirical Bayes: with variances `v` and the variance `t` between sites, a level goes by `B = v / (v + t)` of the way to
/// the mean. `t` is that of Paule & Mandel (1982, Journal of Research of the NBS 87, 377): it makes the sum of squares, each
/// over `v + t`, as large as expected, one less than the number of sites; 0 where it is not that large without.
pub(super) fn pool(levels: &[(f64, f64)]) -> Option<Pooled> {
    if levels.len() < LEAST || levels.iter().any(|(_, variance)| *variance <= 0.0) {
        return None;
    }
    let expected = levels.len() as f64 - 1.0;
    let mean = |between: f64| {
        let (mut top, mut bottom) = (0.0, 0.0);
        for (level, variance) in levels {
            top += level / (variance + between);
            bottom += 1.0 / (variance + between);
        }
        top / bottom
    };
    let excess = |between: f64| {
        let mean = mean(between);
        let mut sum = 0.0;
        for (level, variance) in levels {
            sum += (level - mean) * (level - mean) / (variance + between);
        }
        sum - expected
    };
    // Levels are shares, so that nothing between them is larger than 1, or a little more for levels beside the shares.
    let (mut low, mut high) = (0.0, 4.0);
    if excess(low) > 0.0 {
        for _ in 0..80 {
            let middle = 0.5 * (low + high);
            if excess(middle) > 0.0 { low = middle } else { high = middle }
        }
    }
    let between = low;
    let mean = mean(between);
    let sites = levels.iter().map(|(level, variance)| {
        let shrinkage = variance / (variance + between);
        (level + shrinkage * (mean - level), shrinkage)
    });
    let pooling = Pooling {
        method: PoolingMethod::PauleMandel,
        sites: levels.len() as u32,
        mean,
        between: between.sqrt(),
    };
    Some(Pooled { pooling, sites: sites.collect() })
}

/// For each site the share of replicates with each rank.
pub(super) fn rank_shares(replicates: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let sites = replicates.len();
    let mut shares = vec![vec![0.0; sites]; sites];
    let many = replicates.first().map_or(0, Vec::len);
    let mut order: Vec<usize> = (0..sites).collect();
    (0..many).for_each(|replicate| {
        // Ties keep the order of the units, whatever the replicate before, so that the same replicates give the same bits.
        order.sort_unstable_by(|a, b| {
            replicates[*b][replicate].total_cmp(&replicates[*a][replicate]).then(a.cmp(b))
        });
        let mut from = 0;
        for tied in order.chunk_by(|a, b| replicates[*a][replicate] == replicates[*b][replicate]) {
            for site in tied {
                let own = &mut shares[*site][from..from + tied.len()];
                own.iter_mut().for_each(|share| *share += 1.0 / tied.len() as f64);
            }
            from += tied.len();
        }
    });
    shares.iter_mut().flatten().for_each(|share| *share /= many.max(1) as f64);
    shares
}
