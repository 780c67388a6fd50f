// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace doorbuster {

/// The head of an answer whose form is not RFC 9112's, but is taken by browsers and curl alike: a status line without
/// the blank behind the status, or with several before it, and lines that end in a bare LF.
struct LooseHead {
    enum class State {
        Strict, ///< its form is the RFC's, or none that can be repaired
        Incomplete, ///< it may be one; its end has not come
        Complete,
    };

    State state = State::Strict;
    QByteArray bytes; ///< Complete: the same head as the RFC has it
    qsizetype size = 0; ///< Complete: so many bytes of the input are the head
};

/// \a input begins with the head; what comes behind it is not looked at.
[[nodiscard]] LooseHead readLooseHead(QByteArrayView input);

} // namespace doorbuster
