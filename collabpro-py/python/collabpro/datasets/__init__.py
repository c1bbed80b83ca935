"""Ratings to try things with: a simulated district, and three small tables that were published.

They come with the package and are read without a network. What is simulated says so; what was published names its source.

>>> import collabpro as cp
>>> len(cp.datasets.district())
5318
>>> cp.datasets.shrout_fleiss().units
6
"""

from __future__ import annotations

import gzip
from pathlib import Path

from collabpro._native import Ratings, RatingTable, Rubric, Units

__all__ = ["district", "guilford", "krippendorff", "shrout_fleiss"]

HERE = Path(__file__).parent


def district() -> Ratings:
    """A simulated district: six schools, two terms, the 36 criteria of the bundled rubric.

    **No school, no person and no rating of it is real.** Names are invented, and every id of a unit begins with ``simulated-``. A seeded
    ordinal probit made the ratings, so that what is true of each school is known.

    Returns
    -------
    Ratings
        A row for each rating, by teachers, students and leaders, with the reason where one is missing; raters keep their pseudonyms over
        the terms (``link="persistent"``). Units have names, and sizes by role.

    Notes
    -----
    Planted, from the autumn term to the spring term: *mutual dialogue* falls at Alder River, *joint work* rises at Birch Lane, nothing
    changes at Hazel Brook and Maple Ford, Rowan Hill is strong in craft and weak in ownership, and two halves of Willow Bank see
    opposite things in criterion ``5b``.

    It misleads where it is taken for schools: whether a real rating is missing has surely to do with what it would have been, and here
    it has not.

    Source: this project, ``collabpro-core/examples/district``, with the model and its true values. Licence: MIT or Apache-2.0.

    Examples
    --------
    >>> import collabpro as cp
    >>> ratings = cp.datasets.district()
    >>> len(ratings.units)
    7
    """
    return Ratings.from_csv(gzip.decompress((HERE / "district.csv.gz").read_bytes()), units=Units.from_json(HERE / "district-units.json"), link="persistent")


def guilford() -> Ratings:
    """Seven junior scientists, each rated by three senior ones on five traits of creativity: real and published.

    Returns
    -------
    Ratings
        105 ratings from 1 to 9, none missing, on a rubric of their own: the juniors are its units, the traits ``a`` to ``e`` its
        criteria. Its scale has no cut, so that shares are null; raters are the same persons everywhere (``link="persistent"``).

    Notes
    -----
    The example of many-facet Rasch analysis that the manual of Facets calls "Creativity". It says nothing about teachers.

    Source: J. P. Guilford (1954), *Psychometric Methods*, 2nd ed., McGraw-Hill, p. 282, as a user of the R package TAM typed it from the
    manual of Facets; the book was not seen. Licence: published numbers are facts and free; what this project wrote around them is MIT or
    Apache-2.0.

    Examples
    --------
    >>> import collabpro as cp
    >>> len(cp.datasets.guilford())
    105
    """
    rubric, units = Rubric.from_json(HERE / "guilford-rubric.json"), Units.from_json(HERE / "guilford-units.json")
    return Ratings.from_csv(HERE / "guilford.csv", rubric, units=units, link="persistent")


def krippendorff() -> RatingTable:
    """Twelve units, four observers, five categories, seven ratings missing: the example by which alpha is taught.

    Returns
    -------
    RatingTable
        12 units by 4 raters, ``A`` to ``D``, 41 ratings from 1 to 5.

    Notes
    -----
    Krippendorff prints an alpha of .743 for nominal data, .815 for ordinal, .849 for interval and .797 for ratio data. The last unit was
    rated once, so that nothing in it can agree.

    Source: K. Krippendorff (2011), *Computing Krippendorff's Alpha-Reliability*, University of Pennsylvania. Licence: published numbers
    are facts and free.

    Examples
    --------
    >>> import collabpro as cp
    >>> found = cp.datasets.krippendorff().agreement(coefficients=["krippendorff"], metrics=["nominal"])
    >>> round(found.rows[0].estimates[0].value, 3)
    0.743
    """
    columns = {
        "unit": [str(unit) for unit in range(1, 13)],
        "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        "C": [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    }
    return RatingTable(columns)


def shrout_fleiss() -> RatingTable:
    """Six targets, each rated by the same four judges: the example by which intraclass correlations are taught.

    Returns
    -------
    RatingTable
        6 units by 4 raters, ``judge 1`` to ``judge 4``, 24 ratings, none missing.

    Notes
    -----
    Shrout and Fleiss print .17 for ICC(1,1), .29 for ICC(2,1) and .71 for ICC(3,1): judge 2 is severe, which lowers agreement and leaves
    consistency as it is.

    Source: P. E. Shrout and J. L. Fleiss (1979), Intraclass correlations: uses in assessing rater reliability, *Psychological Bulletin*
    86, 420-428, table 2. Licence: published numbers are facts and free.

    Examples
    --------
    >>> import collabpro as cp
    >>> found = cp.datasets.shrout_fleiss().icc()
    >>> found.rows[0].raters
    4
    """
    columns = {
        "unit": [str(target) for target in range(1, 7)],
        "judge 1": [9, 6, 8, 7, 10, 6],
        "judge 2": [2, 1, 4, 1, 5, 2],
        "judge 3": [5, 3, 6, 2, 6, 4],
        "judge 4": [8, 2, 8, 6, 9, 7],
    }
    return RatingTable(columns)
