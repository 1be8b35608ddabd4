//! The record of repairs, variants and doubts: fetched when it is asked for, and shown in the text.

use crate::chunks::SOON;
use crate::context::Context;
use crate::library::Session;
use crate::library::download::{damaged, whole};
use crate::library::status::Failure;
use crate::state::{Action, Dispatch, Repairs};
use celan_blob::open_provenance;
use celan_document::Library;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// Marks repairs, variants and doubts, or no longer.
pub(crate) fn show_repairs(context: &Rc<Context>, dispatch: &Dispatch, show: bool) {
    let tell = |dispatch: &Dispatch, repairs| dispatch.dispatch(Action::Repairs(repairs));
    match (show, context.session()) {
        (true, _) if context.provenance().is_some() => tell(dispatch, Repairs::Shown),
        (true, Some(session)) => {
            tell(dispatch, Repairs::Fetching);
            let (context, dispatch) = (context.clone(), dispatch.clone());
            spawn_local(async move {
                match with_provenance(&session).await {
                    Ok(library) => {
                        context.provenance.replace(Some(Rc::new(library)));
                        tell(&dispatch, Repairs::Shown);
                    }
                    Err(failure) => tell(&dispatch, Repairs::Failed(failure)),
                }
            });
        }
        (true, None) | (false, _) => tell(dispatch, Repairs::Hidden),
    }
}

/// A copy of the library with its provenance; what writes it comes too.
async fn with_provenance(session: &Session) -> Result<Library, Failure> {
    SOON.fetch().await.map_err(Failure::Network)?;
    let bytes = whole("data-provenance", false).await?;
    let mut library = session.library().clone();
    open_provenance(&bytes, &mut library).map_err(damaged)?;
    Ok(library)
}
