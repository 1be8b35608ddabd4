//! The sheet of settings: size, ground, large print.

use crate::components::load::words;
use crate::settings::{Look, THEMES};
use crate::shell::Shell;
use crate::state::{Action, Repairs, State};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) shell: Rc<Shell>,
    pub(crate) state: UseReducerHandle<State>,
}

/// The sheet, where it is open.
#[component]
pub(crate) fn Sheet(Props { shell, state }: &Props) -> Html {
    let look = use_state(|| {
        let look = Look::remembered();
        look.apply();
        look
    });
    let sheet = use_node_ref();
    {
        let sheet = sheet.clone();
        use_effect_with(state.settings, move |open| {
            if let Some(sheet) = sheet.cast::<web_sys::Element>()
                && *open
            {
                crate::address::focus_quietly(&sheet);
            }
        });
    }
    if !state.settings {
        return Html::default();
    }
    let s = shell.strings;
    let change = |next: Look| {
        let look = look.clone();
        Callback::from(move |_: Event| {
            next.keep();
            look.set(next.clone());
        })
    };
    let close = {
        let dispatch = state.dispatcher();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Settings(false)))
    };
    let sizes = [s.small, s.medium, s.large, s.huge];
    let sizes = sizes.into_iter().enumerate().map(|(size, name)| {
        let onchange = change(Look {
            size,
            ..(*look).clone()
        });
        choice("size", name, look.size == size, onchange)
    });
    let themes = [s.theme_paper, s.theme_dark, s.theme_sepia, s.theme_contrast];
    let themes = THEMES.into_iter().zip(themes).map(|(theme, name)| {
        let onchange = change(Look {
            theme: theme.to_owned(),
            ..(*look).clone()
        });
        choice("theme", name, look.theme == theme, onchange)
    });
    let large = {
        let next = Look {
            large: !look.large,
            ..(*look).clone()
        };
        let change = change(next);
        Callback::from(move |event: MouseEvent| change.emit(event.into()))
    };
    html! {
        <div class="looks" role="dialog" aria-label={s.type_size} tabindex="-1" ref={sheet}>
            <fieldset class="set"><legend>{ s.type_size }</legend><div>{ for sizes }</div></fieldset>
            <fieldset class="set"><legend>{ s.theme }</legend><div>{ for themes }</div></fieldset>
            <div class="acts">
                <button class="btn" type="button" aria-pressed={look.large.to_string()} onclick={large}>{ s.large_print }</button>
                { repairs(shell, state) }
                <button class="btn quiet" type="button" onclick={close}>{ s.close }</button>
            </div>
            // Of keep.js, which knows what the browser keeps.
            <@{"celan-keep"} class="acts" ask={s.keep_ask} again={s.keep_again} keeping={s.keeping}
                kept={s.kept} lasting={s.kept_lasting} cannot={s.keep_cannot} held={s.keep_held}
                failed={s.keep_failed} />
        </div>
    }
}

/// The button that marks repairs, variants and doubts in the text.
fn repairs(shell: &Rc<Shell>, state: &UseReducerHandle<State>) -> Html {
    let s = shell.strings;
    let shown = matches!(state.repairs, Repairs::Shown | Repairs::Fetching);
    let onclick = {
        let (shell, dispatch) = (shell.clone(), state.dispatcher());
        Callback::from(move |_: MouseEvent| shell.show_repairs(&dispatch, !shown))
    };
    let said = match &state.repairs {
        Repairs::Hidden | Repairs::Shown => String::new(),
        Repairs::Fetching => s.fetching_repairs.to_owned(),
        Repairs::Failed(failure) => words(failure, s),
    };
    html! {
        <>
            <button class="btn" type="button" aria-pressed={shown.to_string()} disabled={shell.reader().is_none()} {onclick}>{ s.show_repairs }</button>
            <span role="status">{ said }</span>
        </>
    }
}

fn choice(
    group: &'static str,
    name: &'static str,
    checked: bool,
    onchange: Callback<Event>,
) -> Html {
    html! {
        <label><input type="radio" name={group} {checked} {onchange} /><span>{ name }</span></label>
    }
}
