// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/files/savestatus.h"
#include "core/profile/profile.h"
#include "core/report/k6/samplelineformat.h"
#include "core/result/runresult.h"

#include <QStringList>
#include <QStringView>

#include <memory>
#include <span>

namespace doorbuster {

/// One kind of `--out KIND=FILE`: either written line by line while the run goes on, or made from its result.
struct OutputFormat {
    QStringView kind;
    QStringView writes; ///< for --help
    std::unique_ptr<SampleLineFormat> (*lines)(const Profile &); ///< how every sample is written; else null
    SaveStatus (*write)(const RunResult &, const QString &file); ///< what makes it from the finished result; else null
    bool isFolder = false; ///< FILE is a folder

    bool needsSamples() const { return lines != nullptr; }
};

/// The table of all kinds.
std::span<const OutputFormat> outputFormats();
const OutputFormat *findOutputFormat(QStringView kind);

/// "json (every sample …), result (…)": the kinds for --help; with `fromResult` only those that a result is enough for.
QString outputKindsHelp(bool fromResult = false);

/// What is wrong with these outputs, one sentence each: unknown kinds, a missing or repeated file name; with
/// `fromResult`, also kinds that need the samples of a live run. Empty = all can be written.
QStringList checkOutputs(const QList<OutputSpec> &outputs, bool fromResult = false);

/// Writes one output that is made from the finished result. The kind must be one that checkOutputs() with `fromResult`
/// lets pass; anything else is an error.
SaveStatus writeOutput(const OutputSpec &output, const RunResult &result);

} // namespace doorbuster
