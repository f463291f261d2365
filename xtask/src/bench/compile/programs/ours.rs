//! Makes the request of a call, and reads the answer from the standard input.

use std::io::Read;

use shapewright_aws::apprunner::{ListServices, ListServicesInput};
use shapewright_aws::runtime::{Endpoint, Operation};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let endpoint: Endpoint = "https://apprunner.us-east-1.amazonaws.com".parse()?;
    let request = ListServices::request(&ListServicesInput::new(), &endpoint)?;
    println!("{} {}", request.method(), request.uri());
    let mut answer = Vec::new();
    std::io::stdin().read_to_end(&mut answer)?;
    let read = ListServices::response(&http::Response::new(answer))?;
    println!("{} services", read.output.service_summary_list.len());
    Ok(())
}
