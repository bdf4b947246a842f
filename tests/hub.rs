//! `wiredesk models pull` against a hub that answers as Hugging Face does, faults included.

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};

const COMMIT: &str = "4f2c8d1e00112233445566778899aabbccddeeff";
/// printf '{"a": 1}\n' | git hash-object --stdin
const CONFIG: (&str, &str) = ("{\"a\": 1}\n", "cb5b2f69babc53f9145b45ad20b9a075d48717ef");
const TOKENIZER: &str = "{}";
/// printf '{}' | git hash-object --stdin
const TOKENIZER_BLOB: &str = "9e26dfeeb6e641a33dae4961196235bdb965b21b";

/// How the hub misbehaves.
#[derive(Clone, Copy, PartialEq)]
enum Fault {
    None,
    /// Every transfer of the weights ends after this many bytes of what was asked for.
    CutAfter(usize),
    /// The weights are not the ones named.
    Changed,
    /// Ranges are not honoured.
    WholeAlways,
}

/// Requests that a hub has had: path, range, authorization.
type Log = Arc<Mutex<Vec<(String, Option<String>, Option<String>)>>>;

struct Hub {
    endpoint: String,
    log: Log,
    fault: Arc<Mutex<Fault>>,
    weights: Vec<u8>,
    home: tempfile::TempDir,
}

impl Hub {
    fn new() -> Self {
        let weights: Vec<u8> = (0..200_000u32).map(|n| (n * 7 % 251) as u8).collect();
        // Files may lie on another host, as they do with the real one.
        let elsewhere = TcpListener::bind("127.0.0.1:0").unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let other = format!("http://localhost:{}", elsewhere.local_addr().unwrap().port());
        let hub = Self {
            endpoint: format!("http://{}", listener.local_addr().unwrap()),
            log: Log::default(),
            fault: Arc::new(Mutex::new(Fault::None)),
            weights,
            home: tempfile::tempdir().unwrap(),
        };
        for listener in [listener, elsewhere] {
            let (log, fault) = (hub.log.clone(), hub.fault.clone());
            let (weights, other) = (hub.weights.clone(), other.clone());
            std::thread::spawn(move || {
                for stream in listener.incoming().flatten() {
                    let fault = *fault.lock().unwrap();
                    let _ = answer(stream, &log, fault, &weights, &other);
                }
            });
        }
        hub
    }

    fn weights_digest(&self) -> String {
        // sha256sum's answer, not the program's own.
        let file = self.home.path().join("weights");
        fs::write(&file, &self.weights).unwrap();
        let said = Command::new("sha256sum").arg(&file).output().unwrap();
        String::from_utf8(said.stdout).unwrap()[..64].to_owned()
    }

    fn wiredesk(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_wiredesk"))
            .args(arguments)
            .env_remove("HTTP_PROXY")
            .env_remove("http_proxy")
            .env("HF_ENDPOINT", &self.endpoint)
            .env("HF_HOME", self.home.path())
            .envs(environment.iter().copied())
            .output()
            .unwrap()
    }

    fn pull(&self, name: &str) -> Output {
        self.wiredesk(&["models", "pull", name], &[])
    }

    fn behave(&self, fault: Fault) {
        *self.fault.lock().unwrap() = fault;
    }

    fn folder(&self) -> PathBuf {
        self.home.path().join("hub/models--owner--name")
    }

    fn transfers(&self) -> Vec<(String, Option<String>)> {
        let log = self.log.lock().unwrap();
        let weights = log.iter().filter(|(path, ..)| path.starts_with("/cdn/"));
        weights.map(|(path, range, _)| (path.clone(), range.clone())).collect()
    }
}

fn answer(
    mut stream: TcpStream,
    log: &Log,
    fault: Fault,
    weights: &[u8],
    other: &str,
) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let request = lines.next().unwrap_or(Ok(String::new()))?;
    let path = request.split(' ').nth(1).unwrap_or("").to_owned();
    let mut headers = HashMap::new();
    for line in lines {
        let line = line?;
        let Some((name, value)) = line.split_once(':') else { break };
        headers.insert(name.to_lowercase(), value.trim().to_owned());
    }
    let range = headers.get("range").cloned();
    log.lock().unwrap().push((path.clone(), range.clone(), headers.get("authorization").cloned()));
    let revision = format!("/api/models/owner/name/revision/{COMMIT}?blobs=true");
    let file = path.strip_prefix(&format!("/owner/name/resolve/{COMMIT}/"));
    let simple = |stream: &mut TcpStream, status: &str, more: &str, body: &str| {
        let length = body.len();
        write!(
            stream,
            "HTTP/1.1 {status}\r\nContent-Length: {length}\r\n{more}Connection: close\r\n\r\n{body}"
        )
    };
    match (path.as_str(), file) {
        ("/api/models/owner/name/revision/main?blobs=true", _) => {
            simple(&mut stream, "200 OK", "", &listing())
        }
        (api, _) if api == revision => simple(&mut stream, "200 OK", "", &listing()),
        ("/api/models/owner/page/revision/main?blobs=true", _) => {
            simple(&mut stream, "200 OK", "", "<html>Welcome</html>")
        }
        ("/api/models/owner/closed/revision/main?blobs=true", _) => {
            simple(&mut stream, "401 Unauthorized", "", "")
        }
        (_, Some("config.json")) => simple(&mut stream, "200 OK", "", CONFIG.0),
        (_, Some("tokenizer.json")) => simple(&mut stream, "200 OK", "", TOKENIZER),
        (_, Some("model.safetensors")) => {
            let to = format!("Location: {other}/cdn/weights\r\n");
            simple(&mut stream, "302 Found", &to, "")
        }
        ("/cdn/weights", _) => send_weights(&mut stream, fault, weights, range.as_deref()),
        _ => simple(&mut stream, "404 Not Found", "", "Entry not found"),
    }
}

fn send_weights(
    stream: &mut TcpStream,
    fault: Fault,
    weights: &[u8],
    range: Option<&str>,
) -> std::io::Result<()> {
    let from = range
        .filter(|_| fault != Fault::WholeAlways)
        .and_then(|range| range.strip_prefix("bytes=")?.strip_suffix('-')?.parse().ok())
        .unwrap_or(0usize);
    let mut body = weights[from..].to_vec();
    let length = body.len();
    match fault {
        Fault::CutAfter(bytes) => body.truncate(bytes),
        Fault::Changed => body[0] ^= 1,
        Fault::None | Fault::WholeAlways => {}
    }
    let status = if from > 0 { "206 Partial Content" } else { "200 OK" };
    write!(stream, "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n")?;
    stream.write_all(&body)
}

fn listing() -> String {
    let weights = DIGEST.lock().unwrap().clone();
    serde_json::json!({
        "sha": COMMIT,
        "siblings": [
            {"rfilename": "config.json", "size": CONFIG.0.len(), "blobId": CONFIG.1},
            {"rfilename": "tokenizer.json", "size": TOKENIZER.len(), "blobId": TOKENIZER_BLOB},
            {"rfilename": "training_args.bin", "size": 5, "blobId": TOKENIZER_BLOB},
            {"rfilename": "model.safetensors", "size": 200_000, "blobId": TOKENIZER_BLOB,
             "lfs": {"sha256": weights, "size": 200_000}},
        ],
    })
    .to_string()
}

/// The digest of the weights, which are the same for every hub.
static DIGEST: Mutex<String> = Mutex::new(String::new());

fn hub() -> Hub {
    let hub = Hub::new();
    let digest = hub.weights_digest();
    *DIGEST.lock().unwrap() = digest;
    hub
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_model_is_fetched_once_into_the_cache_of_the_hub() {
    let hub = hub();
    let output = hub.pull("owner/name");
    assert!(output.status.success(), "{}", said(&output));
    let snapshot = hub.folder().join("snapshots").join(COMMIT);
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), snapshot.to_str().unwrap());
    assert_eq!(fs::read(snapshot.join("model.safetensors")).unwrap(), hub.weights);
    assert_eq!(fs::read_to_string(snapshot.join("config.json")).unwrap(), CONFIG.0);
    assert_eq!(fs::read_to_string(hub.folder().join("refs/main")).unwrap(), COMMIT);
    let link = fs::read_link(snapshot.join("config.json")).unwrap();
    assert_eq!(link, Path::new("../../blobs").join(CONFIG.1));
    assert!(!snapshot.join("training_args.bin").exists(), "what is not read is not fetched");

    assert!(hub.pull("owner/name").status.success());
    assert_eq!(hub.transfers().len(), 1, "what is here is not fetched again");
    let verified = hub.wiredesk(&["models", "verify", "owner/name"], &[]);
    assert!(verified.status.success(), "{}", said(&verified));
    assert_eq!(String::from_utf8_lossy(&verified.stdout).matches("right").count(), 3);
}

#[test]
fn verify_finds_a_changed_file() {
    let hub = hub();
    assert!(hub.pull("owner/name").status.success());
    fs::write(hub.folder().join("blobs").join(CONFIG.1), "{\"a\": 2}\n").unwrap();
    let verified = hub.wiredesk(&["models", "verify", "owner/name"], &[]);
    assert_eq!(verified.status.code(), Some(1));
    assert!(said(&verified).contains("pull it again"), "{}", said(&verified));
}

#[test]
fn a_cut_transfer_goes_on_where_it_ended() {
    let hub = hub();
    hub.behave(Fault::CutAfter(50_000));
    let output = hub.pull("owner/name");
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("broke off after 150000 of 200000 bytes"), "{}", said(&output));
    assert!(!hub.folder().join("snapshots").join(COMMIT).join("model.safetensors").exists());
    hub.behave(Fault::None);
    assert!(hub.pull("owner/name").status.success());
    let ranges: Vec<Option<String>> = hub.transfers().into_iter().map(|(_, range)| range).collect();
    let expected = [None, Some(50_000), Some(100_000), Some(150_000)];
    assert_eq!(ranges, expected.map(|from| from.map(|from| format!("bytes={from}-"))));
}

#[test]
fn a_hub_that_knows_no_ranges_is_asked_from_the_start() {
    let hub = hub();
    hub.behave(Fault::CutAfter(50_000));
    assert!(!hub.pull("owner/name").status.success());
    hub.behave(Fault::WholeAlways);
    let output = hub.pull("owner/name");
    assert!(output.status.success(), "{}", said(&output));
    let file = hub.folder().join("snapshots").join(COMMIT).join("model.safetensors");
    assert_eq!(fs::read(file).unwrap(), hub.weights);
}

#[test]
fn what_is_not_the_file_named_is_thrown_away() {
    let hub = hub();
    hub.behave(Fault::Changed);
    let output = hub.pull("owner/name");
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("arrived with digest"), "{}", said(&output));
    let left: Vec<_> = fs::read_dir(hub.folder().join("blobs")).unwrap().collect();
    assert_eq!(left.len(), 2, "the two small files alone");
    hub.behave(Fault::None);
    assert!(hub.pull("owner/name").status.success());
}

#[test]
fn refusals_come_with_the_mend() {
    let hub = hub();
    for (name, says) in [
        ("owner/nothing", "404: check the name and the revision"),
        ("owner/closed", "401: it is not open to all: set HF_TOKEN"),
        ("owner/page", "gave no answer of a hub"),
        ("../name", "is no model of a hub"),
    ] {
        let output = hub.pull(name);
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(said(&output).contains(says), "{name}: {}", said(&output));
    }
    let nobody = hub.wiredesk(&["models", "pull", "a/b"], &[("HF_ENDPOINT", "http://127.0.0.1:9")]);
    assert_eq!(nobody.status.code(), Some(2));
    assert!(said(&nobody).contains("cannot reach"), "{}", said(&nobody));
}

#[test]
fn offline_only_the_cache_is_looked_at() {
    let hub = hub();
    let offline = [("HF_HUB_OFFLINE", "1")];
    let missing = hub.wiredesk(&["models", "pull", "owner/name"], &offline);
    assert_eq!(missing.status.code(), Some(2));
    assert!(said(&missing).contains("HF_HUB_OFFLINE"), "{}", said(&missing));
    assert!(hub.log.lock().unwrap().is_empty(), "nothing was asked");
    assert!(hub.pull("owner/name").status.success());
    let asked = hub.log.lock().unwrap().len();
    for name in ["owner/name", &format!("owner/name@{COMMIT}")] {
        let found = hub.wiredesk(&["models", "pull", name], &offline);
        assert!(found.status.success(), "{name}: {}", said(&found));
        assert!(String::from_utf8_lossy(&found.stdout).contains(COMMIT));
    }
    assert_eq!(hub.log.lock().unwrap().len(), asked);
}

#[test]
fn the_token_goes_to_the_hub_alone() {
    let hub = hub();
    let name = format!("owner/name@{COMMIT}");
    let output = hub.wiredesk(&["models", "pull", &name], &[("HF_TOKEN", "secret")]);
    assert!(output.status.success(), "{}", said(&output));
    for (path, _, token) in hub.log.lock().unwrap().iter() {
        let expected = (!path.starts_with("/cdn/")).then(|| "Bearer secret".to_owned());
        assert_eq!(*token, expected, "{path}");
    }
    assert!(!said(&output).contains("secret"));
}
