#!/usr/bin/env bash
# One command from the packages and the data to the model folder: environment, encoders, teachers, student, export,
# references, scores.
#
#   training/run.sh [--data DIR] [--work DIR] [--out DIR] [--seed N] [--device cpu|cuda] [--check]
#
# DIR of the data: --data, or WIREDESK_DATA, or ../shared/data beside the repository. See README.md for its contents.
# --check gives each training some seconds and writes into the work folder alone: whether all parts fit, not a model to use.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
data=${WIREDESK_DATA:-$root/../shared/data}
work=${WIREDESK_WORK:-$root/target/training}
out=$root/models/wiredesk-small-en
seed=1
device=cpu
references=$root/tests/model/reference.jsonl
check=
short=()
while [ $# -gt 0 ]; do
  case $1 in
    --data) data=$2; shift 2 ;;
    --work) work=$2; shift 2 ;;
    --out) out=$2; shift 2 ;;
    --seed) seed=$2; shift 2 ;;
    --device) device=$2; shift 2 ;;
    --check) check=yes; shift ;;
    *) echo "unknown option: $1 (known: --data, --work, --out, --seed, --device, --check)" >&2; exit 2 ;;
  esac
done

weights=$work
if [ "$check" ]; then
  weights=$work/check out=$work/check/model references=$work/check/reference.jsonl
  short=(--seconds 20 --unscored)
fi

missing=0
for f in ner/conll2003/train.txt ner/conll2003/valid.txt ner/conll2003/test.txt ner/wikigold/wikigold.conll.txt \
    ner/annoctr/train.bio ner/annoctr/dev.bio ner/annoctr/test.bio ner/cyner/train.txt ner/cyner/valid.txt \
    ner/cyner/test.txt ner/crossner_politics/train.txt ner/crossner_politics/dev.txt ner/crossner_politics/test.txt \
    ner/uner_ewt/en_ewt-ud-dev.iob2 ner/uner_ewt/en_ewt-ud-test.iob2 ner/re3d/re3d_spans.jsonl \
    ner/wnut17/wnut17train.conll ner/mitre_spans/mitre_attack_spans.jsonl threats/casie_dev_sentences.jsonl threats/tram_single_label.json \
    knowledge/mitre_attack_names.json knowledge/misp_threat_actors.json knowledge/misp_ransomware.json; do
  [ -f "$data/$f" ] || { echo "missing: $data/$f" >&2; missing=1; }
done
for d in articles/doj articles/annoctr; do
  [ -d "$data/$d" ] || { echo "missing: $data/$d" >&2; missing=1; }
done
[ $missing = 0 ] || { echo "training/README.md says where each set comes from" >&2; exit 1; }

mkdir -p "$weights"
if [ ! -x "$work/venv/bin/python" ]; then
  "${PYTHON:-python3}" -m venv "$work/venv"
  "$work/venv/bin/pip" install -q -r "$here/requirements.txt"
fi
py=$work/venv/bin/python
export OMP_NUM_THREADS=${THREADS:-$(nproc)} PYTHONHASHSEED=0 PYTHONDONTWRITEBYTECODE=1
cd "$here"
enc=$work/encoders
[ -f "$enc/minilm/tokenizer.json" ] || "$py" encoders.py "$enc"
common=(--data "$data" --threads "$OMP_NUM_THREADS" --device "$device" "${short[@]}")

# Four teachers, each without a quarter of the documents. The student hears of a labelled text what the one says that has not seen
# it, of unlabelled text what all say. On a GPU they run side by side, and the student's batches are prepared meanwhile.
workers=0
if [ "$device" = cuda ]; then workers=2; fi
queue() { if [ "$device" = cpu ]; then "$@"; else "$@" & fi; }
ended() { for job in $(jobs -p); do wait "$job"; done; }
common+=(--clean --threats 1 --workers $workers)
teachers=()
for k in 0 1 2 3; do
  queue "$py" train.py "${common[@]}" --encoder "$enc/mpnet" --out "$weights/teacher$k.pt" --freeze-words --tokens 4096 --epochs 2 \
    --rename --lr 1e-4 --new-factor 10 --warmup 60 --threat-weight 0.4 --told-weight 0.12 --link-weight 0.3 --folds 4 --without $k \
    --seed $((seed + 10 + k))
  teachers+=("$weights/teacher$k.pt")
done
ended
"$py" train.py "${common[@]}" --encoder "$enc/bge" --teachers "${teachers[@]}" --soft 0.6 --unlabelled 0.5 --out "$weights/student.pt" \
  --rename --tokens 8192 --epochs 7 --lr 4e-4 --warmup 150 --new-factor 3 --threat-weight 0.5 --told-weight 0.2 --link-weight 0.3 \
  --seed "$seed"

# On labels alone, near what the teachers taught about newswire: two seeds, of which the mean ships.
for k in 90 91; do
  queue "$py" train.py "${common[@]}" --encoder "$enc/bge" --anchor "$weights/student.pt" --init "$weights/student.pt" --out "$weights/all$k.pt" \
    --rename --tokens 1024 --epochs 1 --new-factor 3 --lr 1e-4 --lr-end 1e-6 --warmup 40 --share 0.35 --threat-share 0.25 \
    --r-drop 1 --threat-weight 0.45 --told-weight 0.12 --link-weight 0.3 --seed $((seed + k))
done
ended
"$py" mean.py "$weights/all90.pt" "$weights/all91.pt" 0.5 "$weights/final.pt"

"$py" export.py --data "$data" --encoder "$enc/minilm" --weights "$weights/final.pt" --out "$out"
"$py" kinds.py --data "$data" --model "$out" --weights "$weights/final.calibrated.pt"
"$py" reference.py --model "$out" --weights "$weights/final.calibrated.pt" --out "$references"
"$py" evaluate.py --data "$data" --model "$out" --threats dev,test
