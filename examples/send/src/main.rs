//! Creates a VPC link, reads it and deletes it: the example run.

use std::error::Error;

use shapewright_aws::apigatewayv2::*;
use shapewright_aws::runtime::Validate;
use shapewright_send::Client;

fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::from_env(SIGNING_NAME)?;

    let input = CreateVpcLinkInput::new("orders", ["subnet-0a1b"]).tags([("team", "orders")]);
    input.validate()?;
    let created = client.send::<CreateVpcLink>(&input)?.output;
    let id = created.vpc_link_id.ok_or("the new VPC link has no id")?;
    println!("created {id}");

    let found = client.send::<GetVpcLink>(&GetVpcLinkInput::new(&id));
    // Deleted also when it could not be read.
    client.send::<DeleteVpcLink>(&DeleteVpcLinkInput::new(&id))?;
    let found = found?.output;
    println!(
        "{} was {:?}",
        found.name.unwrap_or_default(),
        found.vpc_link_status
    );
    println!("deleted {id}");
    Ok(())
}
