// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/profile.h"
#include "core/report/k6/samplelineformat.h"

namespace doorbuster {

/// `--out csv=FILE`: k6's columns, as its CSV output has them by default: time in whole Unix seconds, six decimals, a
/// column for each of k6's tags, tags of one's own as "name=value&…" in `extra_tags`. Texts are guarded as CsvText does
/// it, since an error's text may come from the shop.
class K6CsvFormat final : public SampleLineFormat {
public:
    /// Takes the tags from the profile.
    explicit K6CsvFormat(const Profile &profile);

    std::string header() const override;

private:
    std::string renderTags(const Tags &tags) const override;
    void setTime(qint64 unixNanoseconds) override;
    void appendPoint(MetricId metric, double value, const std::string &tags, std::string &out) override;

    std::array<std::string, metricCount> m_names; ///< with their comma
    qint64 m_second = -1; ///< Unix time that m_time is of
    std::string m_time; ///< with its comma
};

} // namespace doorbuster
