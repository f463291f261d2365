//! Writes the committed corpus from the documented examples: `cargo run --example seeds` in this folder.
//!
//! Needed when operations were added: two bytes of a seed say which one it is for.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use shapewright_fuzz::{OPERATIONS, encode_input, encode_response, index_of};

const APP_RUNNER: &str = "com.amazonaws.apprunner";
const GATEWAY: &str = "com.amazonaws.apigatewayv2";
const APP_MESH: &str = "com.amazonaws.appmesh";

fn main() -> Result<(), Box<dyn Error>> {
    json()?;
    responses()?;
    inputs()?;
    Ok(())
}

fn corpus(target: &str, name: &str, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(target);
    fs::create_dir_all(&folder)?;
    Ok(fs::write(folder.join(name), bytes)?)
}

/// What a documented example holds from its first brace on: all of a JSON file, the body of an HTTP message.
fn example(path: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../generated/tests/examples");
    let text = fs::read(root.join(path)).map_err(|error| format!("{path}: {error}"))?;
    let brace = text.iter().position(|&byte| byte == b'{');
    Ok(text[brace.ok_or("no object in it")?..].to_vec())
}

fn operation(namespace: &str, name: &str) -> Result<usize, String> {
    index_of(&format!("{namespace}#{name}")).ok_or_else(|| format!("no operation {name}"))
}

fn json() -> Result<(), Box<dyn Error>> {
    let service = example("apprunner/create-service/image/response.mended.json")?;
    corpus("json", "create-service", &service)?;
    let mesh = example("appmesh/create-virtual-gateway/response.mended.http")?;
    corpus("json", "virtual-gateway", &mesh)?;
    for (name, text) in [
        (
            "escapes",
            r#"["\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00","\u0000",""]"#,
        ),
        ("surrogates", r#"["\ud83d","\ude00\ud83d"]"#),
        (
            "numbers",
            "[0,-0,1e400,-1.5E+3,1e-400,123456789012345678901,0.1,1e2,18446744073709551615]",
        ),
        (
            "nested",
            r#"{"known":{"known":[[[{"a":{"known":null}}]]]},"known":null,"b":{}}"#,
        ),
        ("literals", " [ true , false , null ] "),
        ("utf8", "\"\u{7f}é€😀\u{2028}\u{feff}\""),
    ] {
        corpus("json", name, text.as_bytes())?;
    }
    corpus("json", "not-utf8", b"{\"\xc0\xaf\":\"\xed\xa0\x80\"}")?;
    corpus(
        "json",
        "deep",
        format!("{}{}", "[".repeat(127), "]".repeat(127)).as_bytes(),
    )
}

fn responses() -> Result<(), Box<dyn Error>> {
    for (name, namespace, which, path) in [
        (
            "create-service",
            APP_RUNNER,
            "CreateService",
            "apprunner/create-service/image/response.mended.wire.json",
        ),
        (
            "source-code",
            APP_RUNNER,
            "UpdateService",
            "apprunner/create-service/source-code/response.mended.wire.json",
        ),
        (
            "ingress",
            APP_RUNNER,
            "CreateVpcIngressConnection",
            "apprunner/create-vpc-ingress-connection/response.mended.wire.json",
        ),
        (
            "virtual-gateway",
            APP_MESH,
            "CreateVirtualGateway",
            "appmesh/create-virtual-gateway/response.mended.http",
        ),
    ] {
        let bytes = encode_response(operation(namespace, which)?, 200, &example(path)?);
        corpus("responses", name, &bytes)?;
    }
    let link = br#"{"createdDate":"2020-11-07T00:45:30Z","name":"n","securityGroupIds":[],"subnetIds":["a"],"tags":{"a":"b"},"vpcLinkId":"l","vpcLinkStatus":"PENDING"}"#;
    corpus(
        "responses",
        "vpc-link",
        &encode_response(operation(GATEWAY, "CreateVpcLink")?, 201, link),
    )?;
    let error = br#"{"__type":"a#InvalidRequestException:b","message":{},"Message":"m","code":1}"#;
    corpus(
        "responses",
        "error",
        &encode_response(operation(APP_RUNNER, "CreateService")?, 400, error),
    )?;
    let error = br#"{"code":"NotFoundException","message":"m","resourceType":"r"}"#;
    corpus(
        "responses",
        "not-found",
        &encode_response(operation(GATEWAY, "GetApi")?, 404, error),
    )?;
    // One of each tenth operation, for the fuzzer to fill.
    for index in (0..OPERATIONS.len()).step_by(10) {
        let name = format!("empty-{index:03}");
        corpus("responses", &name, &encode_response(index, 200, b"{}"))?;
    }
    Ok(())
}

fn inputs() -> Result<(), Box<dyn Error>> {
    let mesh = example("appmesh/create-virtual-gateway/request.http")?;
    let mesh = String::from_utf8(mesh)?.replacen('{', r#"{"meshName":"apps","#, 1);
    let documented = [
        ("create-service", APP_RUNNER, "CreateService", example("apprunner/create-service/image/request.mended.json")?),
        ("source-code", APP_RUNNER, "CreateService", example("apprunner/create-service/source-code/request.mended.json")?),
        ("ingress", APP_RUNNER, "CreateVpcIngressConnection", example("apprunner/create-vpc-ingress-connection/request.json")?),
        ("virtual-gateway", APP_MESH, "CreateVirtualGateway", mesh.into_bytes()),
        ("vpc-link", GATEWAY, "CreateVpcLink", br#"{"Name":"MyVpcLink","SubnetIds":["subnet-aaaa","subnet-bbbb"],"SecurityGroupIds":["sg1234","sg5678"]}"#.to_vec()),
    ];
    for target in ["requests", "validators"] {
        for (name, namespace, which, json) in &documented {
            corpus(
                target,
                name,
                &encode_input(operation(namespace, which)?, json),
            )?;
        }
        // Choices of every kind for the walk over the model.
        for index in (0..OPERATIONS.len()).step_by(10) {
            let mut state = 0x9e37_79b9_7f4a_7c15_u64.wrapping_add(index as u64);
            let mut bytes = encode_input(index, b"");
            for _ in 0..100 {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                bytes.extend_from_slice(&state.to_le_bytes());
            }
            corpus(target, &format!("walk-{index:03}"), &bytes)?;
        }
    }
    Ok(())
}
