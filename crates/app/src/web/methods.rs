//! Addresses of pages, with the header that RFC 9110 §15.5.6 wants where a method is not one of
//! theirs.

use poem::error::MethodNotAllowedError;
use poem::{Endpoint, EndpointExt, IntoEndpoint, Response, RouteMethod, get, post};

/// The methods of an address: comes along with a 405.
#[derive(Clone, Copy, Debug)]
pub(super) struct Allowed(pub(super) &'static str);

/// An address that can be opened.
pub(crate) fn shows(
    page: impl IntoEndpoint<Endpoint: 'static>,
) -> impl Endpoint<Output = Response> {
    telling("GET, HEAD", get(page))
}

/// An address that can be opened and takes what is filled in there.
pub(crate) fn asks(
    page: impl IntoEndpoint<Endpoint: 'static>,
    submit: impl IntoEndpoint<Endpoint: 'static>,
) -> impl Endpoint<Output = Response> {
    telling("GET, HEAD, POST", get(page).post(submit))
}

/// An address that only takes what is sent to it.
pub(crate) fn takes(
    submit: impl IntoEndpoint<Endpoint: 'static>,
) -> impl Endpoint<Output = Response> {
    telling("POST", post(submit))
}

fn telling(methods: &'static str, route: RouteMethod) -> impl Endpoint<Output = Response> {
    route.around(move |route, request| async move {
        route.call(request).await.map_err(|mut error| {
            if error.is::<MethodNotAllowedError>() {
                error.set_data(Allowed(methods));
            }
            error
        })
    })
}
