// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QWidget;

namespace doorbuster {

/// What should happen to a run whose window is closed.
enum class RunAtClose { GoesOn, StopsAndVerifies, Aborts };

/// Asks for it, and waits for the answer; the run goes on meanwhile.
RunAtClose askWhatBecomesOfRun(QWidget *window);

} // namespace doorbuster
