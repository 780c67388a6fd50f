// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/profile.h"
#include "core/report/runresult.h"
#include "core/report/savestatus.h"

#include <QStringList>
#include <QStringView>

#include <span>

namespace doorbuster {

/// One kind of `--out KIND=FILE`.
struct OutputFormat {
    QStringView kind;
    QStringView writes; ///< for --help
    bool needsSamples; ///< every sample while the run goes on; else it is made from the finished result
    bool available; ///< in this version
};

/// The table of all kinds, those to come included.
std::span<const OutputFormat> outputFormats();
const OutputFormat *findOutputFormat(QStringView kind);

/// What is wrong with these outputs, one sentence each: unknown kinds, kinds that this version has not, a missing or
/// repeated file name; with `fromResult`, also kinds that need the samples of a live run. Empty = all can be written.
QStringList checkOutputs(const QList<OutputSpec> &outputs, bool fromResult = false);

/// Writes one output that is made from the finished result. The kind must be one that checkOutputs() with `fromResult`
/// lets pass; anything else is an error.
SaveStatus writeOutput(const OutputSpec &output, const RunResult &result);

} // namespace doorbuster
