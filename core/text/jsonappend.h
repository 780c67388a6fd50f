// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QStringView>

#include <string>

namespace doorbuster {

/// JSON as text, appended to a buffer that the caller reuses. Texts and numbers read as Go's encoding/json writes them
/// without HTML escaping, as k6's lines do.

/// Quoted and escaped: control characters, U+2028 and U+2029; lone surrogates become \ufffd.
void appendJsonString(std::string &out, QStringView text);
/// The same of UTF-8; what is not valid UTF-8 becomes \ufffd.
void appendJsonString(std::string &out, QByteArrayView utf8);
/// The shortest digits that read back to the same value; null where it is not finite.
void appendJsonNumber(std::string &out, double value);
void appendJsonNumber(std::string &out, float value);
void appendJsonInteger(std::string &out, qint64 value);
void appendJsonInteger(std::string &out, quint64 value);

} // namespace doorbuster
