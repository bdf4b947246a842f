#!/usr/bin/env bash
# One command from the packages and the data to the model folder: environment, encoders, teacher, its opinions,
# student, labels alone, export, references, scores.
#
#   training/run.sh [--data DIR] [--work DIR] [--out DIR] [--seed N]
#
# DIR of the data: --data, or WIREDESK_DATA, or ../shared/data beside the repository. See README.md for its contents.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
data=${WIREDESK_DATA:-$root/../shared/data}
work=${WIREDESK_WORK:-$root/target/training}
out=$root/models/wiredesk-small-en
seed=1
while [ $# -gt 0 ]; do
  case $1 in
    --data) data=$2; shift 2 ;;
    --work) work=$2; shift 2 ;;
    --out) out=$2; shift 2 ;;
    --seed) seed=$2; shift 2 ;;
    *) echo "unknown option: $1 (known: --data, --work, --out, --seed)" >&2; exit 2 ;;
  esac
done

missing=0
for f in ner/conll2003/train.txt ner/conll2003/valid.txt ner/conll2003/test.txt ner/wikigold/wikigold.conll.txt \
    ner/annoctr/train.bio ner/annoctr/dev.bio ner/annoctr/test.bio ner/cyner/train.txt ner/cyner/valid.txt \
    ner/cyner/test.txt ner/crossner_politics/train.txt ner/crossner_politics/dev.txt ner/crossner_politics/test.txt \
    ner/uner_ewt/en_ewt-ud-dev.iob2 ner/uner_ewt/en_ewt-ud-test.iob2 ner/re3d/re3d_spans.jsonl \
    ner/wnut17/wnut17train.conll ner/mitre_spans/mitre_attack_spans.jsonl threats/casie_dev_sentences.jsonl \
    knowledge/mitre_attack_names.json knowledge/misp_threat_actors.json knowledge/misp_ransomware.json; do
  [ -f "$data/$f" ] || { echo "missing: $data/$f" >&2; missing=1; }
done
for d in articles/doj articles/annoctr; do
  [ -d "$data/$d" ] || { echo "missing: $data/$d" >&2; missing=1; }
done
[ $missing = 0 ] || { echo "training/README.md says where each set comes from" >&2; exit 1; }

mkdir -p "$work"
if [ ! -x "$work/venv/bin/python" ]; then
  "${PYTHON:-python3}" -m venv "$work/venv"
  "$work/venv/bin/pip" install -q -r "$here/requirements.txt"
fi
py=$work/venv/bin/python
export OMP_NUM_THREADS=${THREADS:-$(nproc)} PYTHONHASHSEED=0 PYTHONDONTWRITEBYTECODE=1
cd "$here"
enc=$work/encoders
[ -f "$enc/minilm/tokenizer.json" ] || "$py" encoders.py "$enc"
common=(--data "$data" --threads "$OMP_NUM_THREADS")

# The teacher: names first, then names and threats; its threat head is fitted anew.
"$py" train.py "${common[@]}" --encoder "$enc/mpnet" --out "$work/teacher1.pt" --clean --freeze-words \
  --tokens 1024 --epochs 1.9 --stop 900 --lr 7e-5 --new-factor 10 --threats 1 --threat-weight 0.25 --seed $((seed + 10))
"$py" train.py "${common[@]}" --encoder "$enc/mpnet" --init "$work/teacher1.pt" --out "$work/teacher2.pt" --clean \
  --freeze-words --tokens 1024 --epochs 1 --share 0.45 --lr 4.5e-5 --warmup 20 --new-factor 8 --threats 3 \
  --threat-weight 0.4 --seed $((seed + 11))
"$py" head.py "${common[@]}" --encoder "$enc/minilm" --weights "$work/teacher2.pt" --out "$work/teacher.pt"

# What it says about labelled and unlabelled text, and the student that learns from both.
"$py" soften.py "${common[@]}" --encoder "$enc/minilm" --teacher "$work/teacher.pt" --out "$work/soft.pkl" \
  --epochs 2 --threats 4 --unlabelled 0.3 --seed "$seed"
"$py" distil.py "${common[@]}" --encoder "$enc/bge" --soft "$work/soft.pkl" --out "$work/student1.pt" \
  --epochs 1.0 --lr 2.2e-4 --warmup 120 --new-factor 5 --weights 0.5 0.5 0.2 0.02 --seed "$seed"
"$py" distil.py "${common[@]}" --encoder "$enc/bge" --soft "$work/soft.pkl" --init "$work/student1.pt" \
  --out "$work/student.pt" --epochs 0.22 --lr 7e-5 --warmup 30 --new-factor 3 --weights 0.4 0.6 0.1 0.05 --seed $((seed + 6))

# On labels alone, near what the teacher taught about newswire; the mean of two ends.
on=("${common[@]}" --encoder "$enc/minilm" --anchor "$work/student.pt" --clean --tokens 1024 --epochs 1 --new-factor 3)
"$py" train.py "${on[@]}" --init "$work/student.pt" --out "$work/on1.pt" --lr 7e-5 --lr-end 5e-5 --warmup 40 --stop 600 \
  --threats 2 --threat-weight 0.3 --seed $((seed + 20))
"$py" train.py "${on[@]}" --init "$work/on1.pt" --out "$work/on2.pt" --lr 6e-5 --lr-end 1e-6 --warmup 20 \
  --threats 4 --share 0.6 --threat-weight 0.3 --seed $((seed + 21))
"$py" train.py "${on[@]}" --init "$work/on2.pt" --out "$work/on3.pt" --lr 5e-5 --lr-end 4e-5 --warmup 20 --stop 300 \
  --threats 3 --share 0.25 --threat-weight 0.45 --seed $((seed + 22))
"$py" train.py "${on[@]}" --init "$work/on3.pt" --out "$work/on4.pt" --lr 5e-5 --lr-end 1e-6 --warmup 10 \
  --threats 2 --share 0.3 --threat-weight 0.45 --seed $((seed + 23))
"$py" mean.py "$work/on2.pt" "$work/on4.pt" 0.6 "$work/mean1.pt"

# Once more from there, near it; three quarters of the end ship.
on=("${common[@]}" --encoder "$enc/minilm" --anchor "$work/mean1.pt" --clean --tokens 1024 --epochs 1 --new-factor 3
  --threats 2 --share 0.2 --threat-weight 0.45)
"$py" train.py "${on[@]}" --init "$work/mean1.pt" --out "$work/on5.pt" --lr 6e-5 --lr-end 5e-5 --warmup 40 --stop 800 \
  --seed $((seed + 50))
"$py" train.py "${on[@]}" --init "$work/on5.pt" --out "$work/on6.pt" --lr 5.5e-5 --lr-end 1e-6 --warmup 20 \
  --seed $((seed + 51))
"$py" mean.py "$work/mean1.pt" "$work/on6.pt" 0.75 "$work/final.pt"

"$py" export.py --data "$data" --encoder "$enc/minilm" --weights "$work/final.pt" --out "$out"
"$py" reference.py --model "$out" --weights "$work/final.calibrated.pt" --out "$root/tests/model/reference.jsonl"
"$py" evaluate.py --data "$data" --model "$out" --threats dev,test
