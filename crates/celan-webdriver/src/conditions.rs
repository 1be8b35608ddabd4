//! The reader's circumstances: screen, line, processor, a browser without script.

use serde_json::json;

use crate::{Browser, Error};

/// A screen, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Viewport {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// A phone: touch, and no mouse that rests.
    pub mobile: bool,
}

impl Viewport {
    /// A small phone.
    pub const PHONE: Self = Self {
        width: 360,
        height: 640,
        mobile: true,
    };
    /// A tablet, upright.
    pub const TABLET: Self = Self {
        width: 768,
        height: 1024,
        mobile: true,
    };
    /// A laptop.
    pub const DESK: Self = Self {
        width: 1280,
        height: 800,
        mobile: false,
    };
    /// An upright kiosk.
    pub const KIOSK: Self = Self {
        width: 1080,
        height: 1920,
        mobile: true,
    };
}

/// A line to the host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    /// Bits a second, each way; 0 for as fast as it goes.
    pub bits_per_second: u32,
    /// Milliseconds from request to first byte.
    pub latency: u32,
    /// No line at all.
    pub offline: bool,
}

impl Network {
    /// As fast as it goes.
    pub const FREE: Self = Self {
        bits_per_second: 0,
        latency: 0,
        offline: false,
    };
    /// 400 kbit/s and round trips of 400 ms.
    pub const SLOW: Self = Self {
        bits_per_second: 400_000,
        latency: 400,
        offline: false,
    };
    /// No line at all.
    pub const NONE: Self = Self {
        bits_per_second: 0,
        latency: 0,
        offline: true,
    };
}

impl Browser {
    /// Gives the page a screen of this size; 360 pixels are less than a window could be.
    pub fn resize(&self, screen: Viewport) -> Result<(), Error> {
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            &json!({
                "width": screen.width, "height": screen.height,
                "deviceScaleFactor": 1, "mobile": screen.mobile,
            }),
        )?;
        self.devtools(
            "Emulation.setTouchEmulationEnabled",
            &json!({ "enabled": screen.mobile }),
        )?;
        Ok(())
    }

    /// Puts the page behind this line.
    pub fn network(&self, line: Network) -> Result<(), Error> {
        self.devtools("Network.enable", &json!({}))?;
        let rate = match line.bits_per_second {
            0 => -1,
            bits => i64::from(bits / 8),
        };
        self.devtools(
            "Network.emulateNetworkConditions",
            &json!({
                "offline": line.offline, "latency": line.latency,
                "downloadThroughput": rate, "uploadThroughput": rate,
            }),
        )?;
        Ok(())
    }

    /// Makes the processor `factor` times slower; 1 is its own speed.
    pub fn slow_down(&self, factor: u32) -> Result<(), Error> {
        self.devtools("Emulation.setCPUThrottlingRate", &json!({ "rate": factor }))?;
        Ok(())
    }

    /// Lets the scripts of pages run or not. Scripts of [`Browser::eval`] run all the same.
    pub fn scripting(&self, enabled: bool) -> Result<(), Error> {
        let disabled = json!({ "value": !enabled });
        self.devtools("Emulation.setScriptExecutionDisabled", &disabled)?;
        Ok(())
    }

    /// Clears the HTTP cache.
    pub fn clear_cache(&self) -> Result<(), Error> {
        self.devtools("Network.clearBrowserCache", &json!({}))?;
        Ok(())
    }
}
