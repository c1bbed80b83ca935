"""Studies of `tests/vectors/rasch` as specifications of Facets, composed here from the forms that its manual documents (of Facets 3.87
and 4: spelling of names, comments, separators, ranges, labels in the data, order of entry, replication, given values), and not by the
library's own writer. What is expected are the numbers of these vectors, which come from `rasch.py`, by the definition. Nothing of
Facets itself was run. python3 tests/oracle/facets_files.py NAME prints `tests/vectors/facets_files/NAME.json`."""

import json
import sys
from pathlib import Path

RASCH = Path(__file__).parents[1] / "vectors" / "rasch"
FIELDS = ("element", "standing", "measure", "standardError", "standardErrorAlone", "infit", "outfit", "fairAverage")


def of(name):
    vector = json.loads((RASCH / f"{name}.json").read_text(encoding="utf-8"))
    return vector["ratingTable"]["columns"], vector["calls"]


def expected(call):
    """What says the same of a study, whatever form it came in."""
    expect = call["expect"]
    kept = {name: expect[name] for name in ("state", "logLikelihood", "facets", "scales") if name in expect}
    kept["measures"] = [{name: row[name] for name in FIELDS if name in row} for row in expect["measures"]]
    return kept


class Spec:
    """A specification: facets in their order, elements numbered as they are sorted."""

    def __init__(self, columns, options, facets=None):
        self.columns, self.options = columns, options
        self.facets = facets or options.get("facets", ["unit", "rater", "criterion"])
        self.elements = {name: sorted(set(columns[name])) for name in self.facets}
        self.anchors = options.get("anchors", {})

    def number(self, facet, label):
        return self.elements[facet].index(label) + 1

    def labels(self, labelled=True):
        lines = ["Labels="]
        for at, facet in enumerate(self.facets, 1):
            known = {row["element"]: row["measure"] for row in self.anchors.get("elements", []) if row["facet"] == facet}
            groups = [row for row in self.anchors.get("groups", []) if row["facet"] == facet]
            assert not (known and groups)
            code = ",A" if known else ",G" if groups else ""
            lines.append(f"{at},{facet}{code}")
            for number, label in enumerate(self.elements[facet], 1):
                group = next((g for g, row in enumerate(groups, 1) if label in row["elements"]), None)
                value = known.get(label, groups[group - 1]["mean"] if group else "")
                rest = f",{value},{group or ''}".rstrip(",")
                lines.append(f"{number}={label if labelled else ''}{rest}")
            lines.append("*")
        return lines

    def scale(self, name, values, thresholds=None):
        """A category without a threshold among given ones counts as the one below: its code is one of that."""
        lines = [f"Rating (or partial credit) scale = {name},R{values[-1]},G,O"]
        for at, value in enumerate(values):
            if not thresholds:
                lines.append(f"{value}=")
            elif at == 0 or value in thresholds:
                lines.append(f"{value}=,{thresholds.get(value, 0)},A")
            else:
                lines[-1] += f",{value}"
        return [*lines, "*"]

    def rows(self, last):
        """Ratings of the same but for the last facet, in the order of its elements; a gap has none."""
        cells = {}
        for row, rating in enumerate(self.columns["rating"]):
            key = tuple(self.columns[facet][row] for facet in self.facets if facet != last)
            cells.setdefault(key, {})[self.columns[last][row]] = rating
        return cells

    def ranges(self, last):
        size = len(self.elements[last])
        lines = []
        for key, own in self.rows(last).items():
            numbers = [str(self.number(facet, label)) for facet, label in zip(self.facets, key)]
            ratings = [str(own.get(label, "")) for label in self.elements[last]]
            lines.append(",".join([*numbers, f"1-{size}", *ratings]).rstrip(","))
        return lines


def guilford():
    columns, calls = of("guilford")
    expect, spec = expected(calls[0]), Spec(columns, {})
    head = ["Title = Seven juniors ; made up of their ratings", "Facets=3", "Models=?,?,?,R9", "Positive = 1", "Noncenter=1"]
    plain = [*head, *spec.labels(), "Data=", *spec.ranges("criterion")]
    # Seniors first, as the data have them; names cut short or written otherwise; facets by another order of entry.
    other = Spec(columns, {}, ["rater", "unit", "criterion"])
    named = [
        ";; what is reported",
        "facets, 3",
        "POSITIVE\t2",
        "Non-centered facet = 2",
        "Inter-rater = 1",
        "Arrange = m,2N,0f ; no measure hangs on it",
        "Vertical = 2N,3A",
        "Convergence = .5, .01",
        "Delements = 3L",
        "Entry = 2,1,3",
        "Model = ?B,?B,?,Creativity",
        "Rating (or partial credit) scale = Creativity,R9",
        "1 = lowest",
        "5 = middle",
        "9 = highest",
        "*",
        *other.labels(),
        "Missing = .",
        "Data = first.txt + second.txt",
    ]
    # Every second line in a file of its own, with blanks, and labels in the data.
    lines = []
    for row, rating in enumerate(columns["rating"]):
        unit, rater = (other.number(facet, columns[facet][row]) for facet in ("unit", "rater"))
        lines.append(f"{unit} {rater} {columns['criterion'][row]} {rating}")
    files = {"first.txt": "\r\n".join(["; unit, rater, criterion", *lines[::2]]), "second.txt": "\n".join([*lines[1::2], "1 1 a ."])}
    # One line for each junior, seniors as a range; the traits in a constant of each of five files put together.
    third = ["Facets=3", "Dvalues = 3,1-5", "Models = ?,?,?,RK", *spec.labels(labelled=False), "Data="]
    third += [line.replace(",1-5,", ",") for line in spec.ranges("criterion")]
    without = {name: value for name, value in expect.items() if name != "measures"}
    without["measures"] = [{name: value for name, value in row.items() if name != "element"} for row in expect["measures"]]
    swapped = dict(expect)
    swapped["facets"] = [expect["facets"][at] for at in (1, 0, 2)]
    swapped["measures"] = [*expect["measures"][7:10], *expect["measures"][:7], *expect["measures"][10:]]
    return {
        "about": "Guilford's ratings as three specifications, with ranges, labels in the data, another order of entry and constants: each gives the numbers that the ratings have",
        "source": "The numbers of the vector rasch/guilford. The specifications are composed from what the manual of Facets 3.87 and 4 documents; nothing of Facets was run",
        "oracle": "oracle/facets_files.py",
        "calls": [
            {
                "call": "readFacets",
                "options": {"specification": "\n".join(plain)},
                "expect": {
                    "title": "Seven juniors",
                    "columns": columns_of(spec),
                    "options": {"facets": ["unit", "rater", "criterion"], "correction": "none"},
                    "losses": [],
                },
            },
            {"call": "facetsRasch", "options": {"specification": "\n".join(plain)}, "expect": expect, "tolerance": 1e-8},
            {
                "call": "readFacets",
                "options": {"specification": "\r\n".join(named), "files": files},
                "expect": {
                    "title": None,
                    "options": {
                        "facets": ["rater", "unit", "criterion"],
                        "positive": ["unit"],
                        "uncentred": "unit",
                        "raters": "rater",
                        "bias": [["rater", "unit"]],
                        "categories": [1, 2, 3, 4, 5, 6, 7, 8, 9],
                    },
                    "losses": [
                        {"what": "Arrange", "loss": "output_only", "n": 1, "place": "specification:6"},
                        {"what": "Vertical", "loss": "output_only", "n": 1, "place": "specification:7"},
                        {"what": "Convergence", "loss": "no_place", "n": 1, "place": "specification:8"},
                        {"what": "Rating scale", "loss": "no_place", "n": 3, "place": "specification:13"},
                    ],
                },
            },
            {"call": "facetsRasch", "options": {"specification": "\r\n".join(named), "files": files}, "expect": swapped, "tolerance": 1e-8},
            {"call": "facetsRasch", "options": {"specification": "\n".join(third)}, "expect": without, "tolerance": 1e-8},
        ],
    }


def columns_of(spec):
    """The long table of a specification by ranges of the last facet."""
    last = spec.facets[-1]
    rows = [(*key, label, own[label]) for key, own in spec.rows(last).items() for label in spec.elements[last] if label in own]
    return {name: [row[at] for row in rows] for at, name in enumerate([*spec.facets, "rating"])}


def partial_credit():
    columns, calls = of("pcm")
    expect, spec = expected(calls[0]), Spec(columns, calls[0]["options"])
    values = sorted(set(columns["rating"]))
    head = ["Facets=3"]
    short = [*head, f"Models=?,?,#,R{values[-1]}", *spec.labels(), "Data=", *spec.ranges("criterion")]
    long = [*head, "Models="]
    long += [f"?,?,{number},RS{number},1" for number in range(1, len(spec.elements["criterion"]) + 1)]
    long += ["*"]
    for number in range(1, len(spec.elements["criterion"]) + 1):
        long += spec.scale(f"RS{number}", values)
    long += [*spec.labels(), "Data = ratings.txt"]
    files = {"ratings.txt": "\n".join(spec.ranges("criterion"))}
    return {
        "about": "Thresholds for each criterion, by # and by a model and a scale for each, as an anchor file has them",
        "source": "The numbers of the vector rasch/pcm; the specifications are composed from what the manual of Facets documents",
        "oracle": "oracle/facets_files.py",
        "calls": [
            {
                "call": "facetsRasch",
                "options": {"specification": "\n".join(short)},
                "expect": expect,
                "tolerance": calls[0]["tolerance"],
            },
            {
                "call": "facetsRasch",
                "options": {"specification": "\n".join(long), "files": files},
                "expect": expect,
                "tolerance": calls[0]["tolerance"],
            },
        ],
    }


def anchors():
    columns, calls = of("anchors")
    values = sorted(set(columns["rating"]))
    made = []
    for call in calls:
        options = call["options"]
        spec = Spec(columns, options)
        own = options["anchors"].get("thresholds", [])
        criteria = spec.elements["criterion"]
        if "partialCredit" in options:
            of_criterion = {label: {int(row["category"]): row["threshold"] for row in own if row["element"] == label} for label in criteria}
            lines = ["Models="] + [f"?,?,{number},RS{number},1" for number in range(1, len(criteria) + 1)] + ["*"]
            for number, label in enumerate(criteria, 1):
                lines += spec.scale(f"RS{number}", values, of_criterion[label])
        elif own:
            known = {int(row["category"]): row["threshold"] for row in own}
            lines = ["Models=?,?,?,Marks", *spec.scale("Marks", values, known)]
        else:
            lines = [f"Models=?,?,?,R{values[-1]}"]
        settled = {row["facet"] for kind in ("elements", "groups") for row in options["anchors"].get(kind, [])}
        free = next((at for at, facet in enumerate(spec.facets, 1) if facet not in settled), 0)
        text = ["Facets=3", f"Noncenter={free}", *lines, *spec.labels(), "Data = ratings.txt"]
        files = {"ratings.txt": "\n".join(spec.ranges("criterion"))}
        made.append({
            "call": "facetsRasch",
            "options": {"specification": "\n".join(text), "files": files},
            "expect": expected(call),
            "tolerance": call["tolerance"],
        })
    return {
        "about": "Given measures of elements, given means of groups, given thresholds, of all and of some criteria",
        "source": "The numbers of the vector rasch/anchors; the specifications are composed from what the manual of Facets documents",
        "oracle": "oracle/facets_files.py",
        "calls": made,
    }


def weights():
    made = []
    for name in ("weights", "directions"):
        columns, calls = of(name)
        options = calls[0]["options"]
        spec = Spec(columns, options)
        positive = [spec.facets.index(facet) + 1 for facet in options.get("positive", spec.facets[:1])]
        free = spec.facets.index(options.get("uncentred", spec.facets[0])) + 1
        most = max(rating for rating in columns["rating"] if rating is not None)
        # Weights of rows, of the model and of elements multiply.
        text = ["Facets=2", f"Negative={','.join(str(at) for at in (1, 2) if at not in positive)}", f"Noncenter={free}"]
        text += [f"Models=?,?,R{most},2", *spec.labels(), "Data="]
        for row, rating in enumerate(columns["rating"]):
            elements = ",".join(str(spec.number(facet, columns[facet][row])) for facet in spec.facets)
            text.append(f"R{columns['times'][row] / 2},{elements},{'' if rating is None else rating}")
        made.append({
            "call": "facetsRasch",
            "options": {"specification": "\n".join(text)},
            "expect": expected(calls[0]),
            "tolerance": calls[0]["tolerance"],
        })
    return {
        "about": "Weights, of the rows by R and of the model, and the directions of facets",
        "source": "The numbers of the vectors rasch/weights and rasch/directions; the specifications are composed from what the manual of Facets documents",
        "oracle": "oracle/facets_files.py",
        "calls": made,
    }


if __name__ == "__main__":
    made = {"anchors": anchors, "guilford": guilford, "partial_credit": partial_credit, "weights": weights}[sys.argv[1]]()
    calls = ",\n".join(f"    {json.dumps(call, ensure_ascii=False)}" for call in made.pop("calls"))
    head = json.dumps(made, ensure_ascii=False, indent=2)[:-2]
    print(f'{head},\n  "calls": [\n{calls}\n  ]\n}}')
