//! The accept loop: HTTP/1.1 with deadlines and a cap on connections, which the framework's own
//! server lacks.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use http::uri::Scheme;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use poem::web::{LocalAddr, RemoteAddr};
use poem::{Endpoint, Response};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

/// Most connections at a time; further ones wait in the backlog of the system.
const CONNECTIONS_MAX: usize = 2_048;
/// Time to send all headers of a request.
const HEADER_DEADLINE: Duration = Duration::from_secs(10);
/// Most bytes of the headers of a request that are read. Beyond, the library answers without a body;
/// half of it is allowed, and what lies between gets an answer of ours.
const HEADERS_MAX: usize = 32 * 1_024;
/// Time given to requests in progress when the process is told to stop.
const SHUTDOWN_GRACE: Duration = Duration::from_secs(10);
/// Pause after a failure to accept, such as no file descriptors left.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Serves until `stop` resolves, then lets requests in progress finish.
pub async fn serve<E>(listener: TcpListener, endpoint: Arc<E>, stop: impl Future<Output = ()>)
where
    E: Endpoint<Output = Response> + 'static,
{
    let graceful = GracefulShutdown::new();
    let permits = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    tokio::pin!(stop);
    loop {
        let accepted = async {
            // The semaphore is never closed, so a permit always comes.
            let permit = Arc::clone(&permits).acquire_owned().await;
            (permit, listener.accept().await)
        };
        let (permit, stream, remote) = tokio::select! {
            () = &mut stop => break,
            (permit, accepted) = accepted => match accepted {
                Ok((stream, remote)) => (permit, stream, remote),
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                    continue;
                }
            },
        };
        let connection = graceful.watch(connection(stream, remote, Arc::clone(&endpoint)));
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended early");
            }
            drop(permit);
        });
    }
    drop(listener);
    if tokio::time::timeout(SHUTDOWN_GRACE, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("some requests did not finish before the shutdown");
    }
}

fn connection<E>(
    stream: TcpStream,
    remote: SocketAddr,
    endpoint: Arc<E>,
) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error>
where
    E: Endpoint<Output = Response> + 'static,
{
    // Small answers must not wait for the acknowledgement of the one before.
    let _ = stream.set_nodelay(true);
    let local = LocalAddr(stream.local_addr().unwrap_or(remote).into());
    let remote = RemoteAddr(remote.into());
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let (endpoint, local, remote) = (Arc::clone(&endpoint), local.clone(), remote.clone());
        async move {
            let request = (request, local, remote, Scheme::HTTP).into();
            Ok::<_, Infallible>(hyper::Response::from(endpoint.get_response(request).await))
        }
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_DEADLINE)
        .max_buf_size(HEADERS_MAX)
        .serve_connection(TokioIo::new(stream), service)
}
