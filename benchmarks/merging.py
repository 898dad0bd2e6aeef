"""How talks and people of pyvideo are merged: who is spelt two ways, and what was given more than once.

    python benchmarks/merging.py FOLDER        (a checkout of github.com/pyvideo/data, unpacked)

Resolves what the talks state, without extraction over their descriptions, and
holds it against groups that are made by other means than resolution goes by:

- One person spelt two ways: names in two files that become equal when accents,
  strokes, case and punctuation are taken away with the tables of the Unidecode
  kind in this file, and names that stand for a speaker of one and the same
  recording. Right is a group that is one thing.
- Two people: names with the same surname and another first name of which
  neither is short for the other, in the same talk. Wrong is such a pair that
  is one thing.
- A talk given more than once: the same title and speakers in the data of two
  events. Each time is a talk of its own, since a talk is one talk at one event;
  wrong is a pair that is one thing. The same recording in two files of one
  event is one talk, right if it is one thing.
"""
