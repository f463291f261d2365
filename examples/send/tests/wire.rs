//! What the client sends, seen from the other end of the connection. Needs no server but its own.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::JoinHandle;

use aws_credential_types::Credentials;
use shapewright_aws::appmesh::*;
use shapewright_aws::runtime::Endpoint;
use shapewright_send::{Client, SendError};

/// Answers each of `answers` in turn, all on the first connection; the requests that came.
fn serve(answers: &'static [&'static str]) -> (Endpoint, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let answer = |answer: &&str| {
            let request = read(&mut stream);
            stream.write_all(answer.as_bytes()).unwrap();
            request
        };
        answers.iter().map(answer).collect()
    });
    (endpoint.parse().unwrap(), server)
}

/// One request, with as much body as it says.
fn read(stream: &mut TcpStream) -> String {
    let mut request = Vec::new();
    let mut byte = [0];
    while !request.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).unwrap();
        request.push(byte[0]);
    }
    let head = String::from_utf8(request).unwrap().to_lowercase();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
    stream.read_exact(&mut body).unwrap();
    head + &String::from_utf8(body).unwrap()
}

fn client(endpoint: Endpoint) -> Client {
    let credentials = Credentials::new("AKID", "secret", Some("session".into()), None, "test");
    Client::new(SIGNING_NAME, "eu-west-1", endpoint, credentials)
}

const NO_MESHES: &str = "HTTP/1.1 200 OK\r\ncontent-length: 13\r\n\r\n{\"meshes\":[]}";

#[test]
fn two_calls_are_signed_and_share_a_connection() {
    let (endpoint, server) = serve(&[NO_MESHES, NO_MESHES]);
    let client = client(endpoint);
    for limit in [1, 2] {
        let input = ListMeshesInput::new().limit(limit);
        let answer = client.send::<ListMeshes>(&input).unwrap();
        assert!(answer.output.meshes.is_empty());
    }
    let requests = server.join().unwrap();
    assert!(requests[0].starts_with("get /v20190125/meshes?limit=1 http/1.1\r\n"));
    assert!(requests[1].starts_with("get /v20190125/meshes?limit=2 http/1.1\r\n"));
    for request in &requests {
        assert!(request.contains("\r\nauthorization: aws4-hmac-sha256 credential=akid/"));
        assert!(request.contains("/eu-west-1/appmesh/aws4_request, signedheaders="));
        assert!(request.contains("\r\nx-amz-security-token: session\r\n"));
        assert!(request.contains("\r\nx-amz-date: "));
        assert!(
            !request.contains("content-length"),
            "no body, no length:\n{request}"
        );
    }
}

#[test]
fn each_header_is_sent_once_and_the_body_as_it_was_signed() {
    let refused = "HTTP/1.1 429 Slow down\r\ncontent-length: 0\r\n\r\n";
    let (endpoint, server) = serve(Box::leak(Box::new([refused])));
    let input = CreateMeshInput::new("orders").client_token("token");
    let error = client(endpoint).send::<CreateMesh>(&input).unwrap_err();
    let SendError::Response(error) = error else {
        panic!("{error}");
    };
    assert!(error.as_service().unwrap().is_throttling());
    let requests = server.join().unwrap();
    let (head, body) = requests[0].split_once("\r\n\r\n").unwrap();
    assert_eq!(body, "{\"clientToken\":\"token\",\"meshName\":\"orders\"}");
    let mut names: Vec<&str> = head
        .lines()
        .skip(1)
        .filter_map(|x| x.split(':').next())
        .collect();
    names.sort_unstable();
    let mut once = names.clone();
    once.dedup();
    assert_eq!(names, once);
    assert!(names.contains(&"content-length") && names.contains(&"content-type"));
}

#[test]
fn a_redirect_is_not_followed() {
    let moved = "HTTP/1.1 307 Moved\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n";
    let (endpoint, server) = serve(Box::leak(Box::new([moved])));
    let error = client(endpoint)
        .send::<ListMeshes>(&ListMeshesInput::new())
        .unwrap_err();
    let SendError::Response(error) = error else {
        panic!("{error}");
    };
    assert_eq!(error.as_service().unwrap().status(), 307);
    assert_eq!(server.join().unwrap().len(), 1);
}

#[test]
fn no_server_is_told() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint: Endpoint = format!("http://{}", listener.local_addr().unwrap())
        .parse()
        .unwrap();
    drop(listener);
    let error = client(endpoint)
        .send::<ListMeshes>(&ListMeshesInput::new())
        .unwrap_err();
    assert!(matches!(error, SendError::Http(_)), "{error}");
}
