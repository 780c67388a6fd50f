// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace doorbuster {

/// Makes text readable that a strict reader of JSON refuses as a whole for one value in it: a number that no double
/// holds, NaN, half of a surrogate pair, a byte that is no UTF-8, a control character, too deep a nesting. Such a value
/// becomes an empty object, which is of no kind that a field of the shop's interface has, so that it can be told where
/// it was needed and harms nothing where it was not; a whole number with too many digits becomes a text of them. Names
/// of such a kind become empty. What is wrong beyond that (cut off, no JSON at all) stays so: the result is to be read
/// as strictly as before.
QByteArray withoutUnreadableValues(QByteArrayView json);

} // namespace doorbuster
