//! Which services are imported, and from which version of their API.

use anyhow::{Result, bail};

/// A service whose model is committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Service {
    /// The folder below `models/` and in botocore's data.
    pub(crate) name: &'static str,
    /// The version of the API: a new one is another API, so it never comes by itself.
    pub(crate) api_version: &'static str,
}

/// All of them.
pub(crate) const SERVICES: [Service; 3] = [
    Service {
        name: "apigatewayv2",
        api_version: "2018-11-29",
    },
    Service {
        name: "appmesh",
        api_version: "2019-01-25",
    },
    Service {
        name: "apprunner",
        api_version: "2020-05-15",
    },
];

/// The services with these names, all when none is given.
pub(crate) fn choose(names: &[String]) -> Result<Vec<Service>> {
    for name in names {
        if !SERVICES.iter().any(|service| service.name == name) {
            let known = SERVICES.map(|service| service.name).join(", ");
            bail!("there is no model of `{name}` here; there are {known}");
        }
    }
    let chosen =
        |service: &Service| names.is_empty() || names.iter().any(|name| name == service.name);
    Ok(SERVICES.into_iter().filter(chosen).collect())
}
