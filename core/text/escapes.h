// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

#include <array>

namespace doorbuster {

/// One character of a text, or one byte of a longer one, as it is meant.
struct MeantCharacter {
    std::array<char, 4> bytes{}; ///< UTF-8
    qsizetype size = 0; ///< of bytes; 0: the text has ended
    qsizetype length = 0; ///< how much of the text writes it

    QByteArrayView view() const { return {bytes.data(), size}; }
};

/// Whether an escape may begin with this byte.
bool mayEscape(char byte);

/// What the beginning of the text means where it is read as an escape of JSON (`\u0041`, `\"`), of an address (`%41`,
/// `+`) or of a page (`&#65;`, `&amp;`); else that byte itself. `depth` is how often: with 2, an escape may itself be
/// written with escapes (`%2541`); 0 reads the byte.
MeantCharacter readEscaped(QByteArrayView text, int depth);

} // namespace doorbuster
