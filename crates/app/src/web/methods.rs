//! Addresses of pages, with the header that RFC 9110 §15.5.6 wants where a method is not one of
//! theirs.

use http::Method;
use poem::error::MethodNotAllowedError;
use poem::{
    Endpoint, EndpointExt, IntoEndpoint, Request, Response, Result, RouteMethod, get, post,
};

/// The methods of an address: comes along with a 405.
#[derive(Clone, Copy, Debug)]
pub(super) struct Allowed(pub(super) &'static str);

/// Marks a `HEAD`, which handlers are shown as the `GET` that it stands for.
#[derive(Clone, Copy, Debug)]
struct HeadersOnly;

/// Notes before the routes whether only the headers are asked for.
pub(crate) async fn note_head(mut request: Request) -> Result<Request> {
    if request.method() == Method::HEAD {
        request.extensions_mut().insert(HeadersOnly);
    }
    Ok(request)
}

/// Whether only the headers are asked for: then nothing is to happen.
pub(crate) fn is_head(request: &Request) -> bool {
    request.extensions().get::<HeadersOnly>().is_some()
}

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
