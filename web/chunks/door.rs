//! The door of a chunk: a function by which the build knows where the module is to be cut.

/// Declares chunks: `NAME: "name of its file" => type of its table = the table`.
macro_rules! chunks {
    ($($(#[$doc:meta])* $chunk:ident: $name:literal => $table:ty = $functions:path,)*) => { $(
        $(#[$doc])*
        pub(crate) static $chunk: Chunk<$table> = {
            // The names are those that wasm_split_cli_support looks for: what the second one leads
            // to is in the chunk, and a call of the first one becomes a call of the second.
            // A reference to a table is a number in WASM; both sides are of one build.
            #[cfg(feature = "chunks")]
            #[allow(unsafe_code, improper_ctypes, improper_ctypes_definitions)]
            fn table() -> &'static $table {
                #[link(wasm_import_module = "__wasm_split_placeholder__")]
                unsafe extern "C" {
                    #[link_name = concat!("__wasm_split_00", $name, "00_import_00000000000000000000000000000000")]
                    safe fn far() -> &'static $table;
                }
                #[unsafe(export_name = concat!("__wasm_split_00", $name, "00_export_00000000000000000000000000000000"))]
                extern "C" fn near() -> &'static $table {
                    &$functions
                }
                far()
            }
            #[cfg(not(feature = "chunks"))]
            fn table() -> &'static $table {
                &$functions
            }
            Chunk {
                table,
                part: Part {
                    name: $name,
                    arrived: || table().arrived(),
                    here: AtomicBool::new(false),
                },
            }
        };
    )* };
}
