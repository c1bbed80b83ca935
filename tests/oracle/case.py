"""Identifiers of a new CASE package (vector exchange/case-new), by Python's own version 5 UUIDs (RFC 9562).

The instrument is named under the namespace of URLs, each part under what it belongs to.
"""

import uuid

rubric = uuid.uuid5(uuid.NAMESPACE_URL, "collabpro:own")
criterion = uuid.uuid5(rubric, "criterion:a")
print("document", uuid.uuid5(rubric, "document"))
print("rubric", rubric)
print("criterion", criterion)
for category in "1234":
    print("level", category, uuid.uuid5(criterion, f"level:{category}"))
