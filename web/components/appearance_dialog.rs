//! The appearance dialog: type, theme, large print, language, offline copy.

use crate::components::loading::words;
use crate::context::Context;
use crate::dom::media::hovers;
use crate::navigation::route::Route;
use crate::state::{Repairs, State};
use crate::storage::appearance::{LARGE, STILL};
use crate::storage::locale;
use celan_locale::Language;
use yew::prelude::*;

/// The dialog, if it is open.
pub(crate) fn appearance_dialog(context: &Context, state: &State) -> Html {
    if !state.settings {
        return Html::default();
    }
    let s = context.strings;
    let more = context.more_strings();
    let appearance = state.appearance;
    let toggle = |setting: usize, name: &'static str| {
        let on = appearance.value(setting) > 0;
        html! {
            <button class="btn" type="button" aria-pressed={on.to_string()}
                data-command={appearance.toggled(setting).command()}>{ name }</button>
        }
    };
    let named = [
        more.look_size,
        more.look_leading,
        more.look_gap,
        more.look_measure,
        more.look_face,
        more.look_theme,
    ];
    let fields = named.into_iter().enumerate().map(|(setting, names)| {
        let mut names = names.split('|');
        let legend = names.next().unwrap_or_default();
        let choices = names.enumerate().map(|(value, name)| {
            html! {
                <label>
                    <input type="radio" name={legend} checked={appearance.value(setting) == value}
                        data-command={appearance.with(setting, value).command()} />
                    <span>{ name }</span>
                </label>
            }
        });
        html! { <fieldset class="set"><legend>{ legend }</legend><div>{ for choices }</div></fieldset> }
    });
    let languages = Language::ALL.into_iter().map(|language| {
        html! {
            <label lang={language.tag()}>
                <input type="radio" name={s.language} checked={locale::chosen() == language}
                    data-command={["language ", language.tag()].concat()} />
                <span>{ language.name() }</span>
            </label>
        }
    });
    html! {
        <div id="looks" class="looks" role="dialog" aria-label={s.type_size} tabindex="-1">
            <div class="top">
                <b>{ s.type_size }</b>
                <button class="btn quiet" type="button" data-command="settings">{ s.close }</button>
            </div>
            { for fields }
            <div class="acts">
                { toggle(LARGE, s.large_print) }
                { repairs(context, state) }
                { toggle(STILL, s.still) }
                <button class="btn quiet aloud" type="button" data-command="speak">{ s.aloud }</button>
                <a class="btn quiet" href={context.address(&Route::Notebook)}>{ s.marks }</a>
                if hovers() {
                    <button class="btn quiet" type="button" data-command="shortcuts open">{ s.keys }</button>
                }
                <button class="btn quiet" type="button" data-command="appearance">{ more.look_reset }</button>
            </div>
            <fieldset class="set"><legend>{ s.language }</legend><div>{ for languages }</div></fieldset>
            // Of offline.js, which knows what the browser keeps.
            <@{"celan-offline"} class="acts" ask={more.keep_ask} again={more.keep_again} keeping={more.keeping}
                kept={s.kept} lasting={more.kept_lasting} cannot={more.keep_cannot} held={more.keep_held}
                failed={more.keep_failed} />
        </div>
    }
}

/// The button that marks repairs, variants and doubts in the text.
fn repairs(context: &Context, state: &State) -> Html {
    let s = context.strings;
    let more = context.more_strings();
    let shown = matches!(state.repairs, Repairs::Shown | Repairs::Fetching);
    let said = match &state.repairs {
        Repairs::Hidden | Repairs::Shown => String::new(),
        Repairs::Fetching => more.fetching_repairs.to_owned(),
        Repairs::Failed(failure) => words(failure, s),
    };
    html! {
        <>
            <button class="btn" type="button" aria-pressed={shown.to_string()} disabled={context.session().is_none()}
                data-command={if shown { "repairs" } else { "repairs show" }}>{ more.show_repairs }</button>
            <span role="status">{ said }</span>
        </>
    }
}
