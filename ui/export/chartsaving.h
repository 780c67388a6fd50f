// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace doorbuster {

class TimeChart;

/// Lets the user take a picture of this one chart as it is seen: a menu to copy it (Ctrl+C as well) or to save it as
/// SVG, PNG or PDF. What goes wrong is said in a box.
void offerPicturesOf(TimeChart *chart);

} // namespace doorbuster
