// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/metrics/secondrow.h"
#include "core/text/jsonfields.h"
#include "core/text/jsonwriter.h"

#include <vector>

namespace doorbuster {

/// The seconds of a run in a result file: column by column, since most columns of most rows are empty. One JSON object;
/// `version` is that of the file.

void writeSeconds(JsonWriter &json, const std::vector<SecondRow> &rows);
void readSeconds(JsonFields fields, int version, std::vector<SecondRow> &rows);

/// An array of texts.
void readTexts(simdjson::dom::element json, const QString &path, ReadLog &log, QStringList &into);

} // namespace doorbuster
