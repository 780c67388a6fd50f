// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/shop/answers.h"

#include <QByteArrayView>

#include <simdjson.h>

#include <variant>

namespace doorbuster {

/// Parses the bodies of answers, one at a time, tolerantly: a byte order mark is skipped, and a value that a strict
/// reader refuses spoils only itself (see withoutUnreadableValues). Reuses its memory; for one thread.
class JsonBody {
public:
    /// What was parsed is good until the next call. The error says what the body is instead of JSON.
    std::variant<simdjson::dom::element, ReadError> parse(QByteArrayView body);

private:
    simdjson::dom::parser m_parser;
};

} // namespace doorbuster
