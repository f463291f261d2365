//! The README's example of property tests.

use proptest::prelude::*;
use shapewright_aws::apprunner::CreateVpcConnectorInput;
use shapewright_aws::runtime::Validate;
use shapewright_aws::runtime::proptest::invalid;

/// Your own code, which has to take what the service takes.
fn takes(input: &CreateVpcConnectorInput) -> bool {
    input.vpc_connector_name.is_ascii()
}

proptest! {
    #[test]
    fn a_valid_input_is_taken(input: CreateVpcConnectorInput) {
        prop_assert!(takes(&input));
    }

    #[test]
    fn one_thing_is_wrong((input, violation) in invalid::<CreateVpcConnectorInput>()) {
        let found = input.validate().expect_err("it is wrong");
        prop_assert_eq!(found.as_slice(), [violation]);
    }
}
