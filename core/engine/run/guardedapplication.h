// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/run/runfault.h"

class QEvent;
class QObject;

namespace doorbuster {

/// A QCoreApplication or QApplication whose event loop does not end the program over what a handler throws while a run
/// goes on: that ends the run, with what it measured.
template <class Base>
class GuardedApplication final : public Base {
public:
    using Base::Base;

    bool notify(QObject *receiver, QEvent *event) override
    {
        try {
            return Base::notify(receiver, event);
        } catch (...) {
            if (!raiseInWatchedRun())
                throw;
            return false;
        }
    }
};

} // namespace doorbuster
