// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/result/resultfile.h"

#include "core/files/filesaver.h"
#include "core/result/resultconsistency.h"
#include "core/result/resultreader.h"
#include "core/result/resultwriter.h"
#include "core/text/format.h"
#include "core/text/gzip.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr qint64 maxFileSize = 512LL * 1024 * 1024;
constexpr qint64 pieceSize = 4 * 1024 * 1024; ///< between two looks at the progress

// What loading and saving spend their time on, as shares of the whole (measured with a ledger of a million rows).
constexpr double untilRead = 0.05;
constexpr double untilUnzipped = 0.15;
constexpr double untilParsed = 0.3;
constexpr double untilWritten = 0.25; ///< as text in memory; what remains is compressing and the file

LoadedResult refused(const QString &name, const QString &why)
{
    return {std::nullopt, {u"Cannot load %1: %2."_s.arg(name, why)}};
}

LoadedResult givenUp(const QString &name)
{
    return {std::nullopt, {u"%1 was not opened: cancelled."_s.arg(name)}, true};
}

QString jsonProblem(const QByteArray &json, simdjson::error_code error)
{
    if (error == simdjson::MEMALLOC) {
        return u"there is not enough memory for it"_s;
    }
    const QByteArray start = json.left(200).trimmed();
    if (start.isEmpty()) {
        return u"it is empty"_s;
    }
    if (start.startsWith("{\"type\":\"Metric\"") || start.startsWith("{\"metric\":\"")) {
        return u"it holds k6's result lines, not a result of this program"_s;
    }
    if (!start.startsWith('{')) {
        return u"it is not a JSON document"_s;
    }
    if (!json.trimmed().endsWith('}')) {
        return u"it is cut off"_s;
    }
    return u"it is damaged or cut off (%1)"_s.arg(QString::fromLatin1(simdjson::error_message(error)));
}

QString contentProblem(simdjson::dom::object document)
{
    const auto has = [&](std::string_view key) { return document.at_key(key).error() == simdjson::SUCCESS; };
    if (has("metrics") && has("root_group")) {
        return u"it is a summary of k6, not a result of this program"_s;
    }
    if (has("doorbuster")) {
        return u"it is a profile, not a result"_s;
    }
    return u"it is not a result of this program"_s;
}

} // namespace

QByteArray resultToJson(const RunResult &result)
{
    std::string text;
    writeResult(result, text);
    return QByteArray::fromStdString(text);
}

SaveStatus saveResult(const RunResult &result, const QString &file, const Progress &progress)
{
    std::string text;
    if (!writeResult(result, text, partOf(progress, 0, untilWritten))) {
        return cancelledSave(file);
    }
    return saveFile(file, text, partOf(progress, untilWritten, 1));
}

LoadedResult resultFromJson(const QByteArray &json, const QString &name, const Progress &progress)
{
    simdjson::dom::parser parser;
    simdjson::dom::element document;
    const bool padded = json.capacity() - json.size() >= qsizetype(simdjson::SIMDJSON_PADDING);
    if (const auto error = parser.parse(json.constData(), std::size_t(json.size()), !padded).get(document)) {
        return refused(name, jsonProblem(json, error));
    }
    simdjson::dom::object object;
    if (document.get(object) != simdjson::SUCCESS) {
        return refused(name, u"it is not a result of this program"_s);
    }
    qint64 version = 0;
    simdjson::dom::element versionJson;
    if (object.at_key("doorbusterResult").get(versionJson) != simdjson::SUCCESS) {
        return refused(name, contentProblem(object));
    }
    if (!readJson(versionJson, version) || version < 1) {
        return refused(name, u"its version (doorbusterResult) is not a version"_s);
    }
    if (version > resultFileVersion) {
        return refused(name,
            u"it was written by a newer version of this program (result format %1, this one reads up to %2)"_s.arg(
                QString::number(version), QString::number(resultFileVersion)));
    }
    if (!report(progress, untilParsed)) {
        return givenUp(name);
    }
    ReadLog log;
    std::optional<RunResult> result = readResult(document, int(version), log, partOf(progress, untilParsed, 1));
    if (!result) {
        return givenUp(name);
    }
    if (!log.isEmpty()) {
        LoadedResult loaded;
        for (const QString &error : log.errors()) {
            loaded.errors.append(u"%1: %2."_s.arg(name, displayText(error)));
        }
        return loaded;
    }
    result->contradictions = contradictionsOf(*result);
    return {std::move(result), {}};
}

LoadedResult loadResult(const QString &file, const Progress &progress)
{
    QFile input(file);
    if (!input.open(QIODevice::ReadOnly)) {
        return refused(file, input.errorString());
    }
    if (input.size() > maxFileSize) {
        return refused(file, u"it is larger than %1 MiB"_s.arg(maxFileSize / (1024 * 1024)));
    }
    QByteArray data;
    data.reserve(qsizetype(input.size()) + qsizetype(simdjson::SIMDJSON_PADDING));
    const double size = double(std::max<qint64>(input.size(), 1));
    while (data.size() <= maxFileSize) { // a pipe tells no size
        const QByteArray piece = input.read(pieceSize);
        if (piece.isEmpty()) {
            break;
        }
        data.append(piece);
        if (!report(progress, std::min(double(data.size()) / size, 1.0) * untilRead)) {
            return givenUp(file);
        }
    }
    if (input.error() != QFileDevice::NoError) {
        return refused(file, input.errorString());
    }
    if (data.size() > maxFileSize) {
        return refused(file, u"it is larger than %1 MiB"_s.arg(maxFileSize / (1024 * 1024)));
    }
    if (isGzip(data)) {
        Unzipped unzipped = gunzip(data, maxFileSize, partOf(progress, untilRead, untilUnzipped));
        if (unzipped.cancelled) {
            return givenUp(file);
        }
        if (!unzipped.error.isEmpty()) {
            return refused(file, unzipped.error);
        }
        data = std::move(unzipped.data);
    }
    return resultFromJson(data, file, progress);
}

} // namespace doorbuster
