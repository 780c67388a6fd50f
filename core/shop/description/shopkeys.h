// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QStringList>
#include <QStringView>

#include <span>

namespace doorbuster::shopkeys {

// The keys of a shop's description, once: the reader goes by this table, and so does the JSON Schema.

/// What a key's value is.
enum class Type : quint8 {
    Version, ///< 1
    Text,
    Flag,
    Texts, ///< a list of text
    TextMap, ///< an object whose values are text
    Templates, ///< the same, each with {placeholders}
    Words, ///< an object whose values are a text or a list of text
    Rules, ///< a list of rules
    Values, ///< an object of places of values: a path, a list of paths, or { "at", "minus", "is" }
    Paths, ///< a path, or a list of them of which the first that is there counts
    Json, ///< anything, with {placeholders} in its text
    CallText, ///< "GET /path"
    Call, ///< an object of a call
    CallOrText, ///< the same, or only "GET /path"
    Calls, ///< a call, or a list of calls
    Admin,
    Orders,
    Hold,
    GraphQl,
    AfterLost, ///< "safe" or "lookUp"
};

struct Key {
    QStringView name;
    Type type;
    const char *meaning; ///< for a person; into the schema
    bool needed = false;
};

std::span<const Key> ofShop();
std::span<const Key> ofCall();
std::span<const Key> ofAdmin();
std::span<const Key> ofOrders();
std::span<const Key> ofHold();
std::span<const Key> ofGraphQl();
/// Of a key's type, where it is an object with keys of its own; empty for the others.
std::span<const Key> of(Type type);

QStringList namesOf(std::span<const Key> keys);

/// The JSON Schema (2020-12) of a description, indented.
QByteArray jsonSchema();

} // namespace doorbuster::shopkeys
