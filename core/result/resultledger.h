// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/text/jsonfields.h"
#include "core/text/jsonwriter.h"
#include "core/text/progress.h"
#include "core/verdict/ledger/ledger.h"
#include "core/verdict/ledger/shopobservations.h"

namespace doorbuster {

/// What the verdict rests on, in a result file: tables whose columns are named once. Each writes or reads one JSON
/// object; `version` is that of the file. Times are ns since the run's start, those of a buyer's calls us. The ledger can
/// have millions of rows: it tells its progress, and false means that this asked to give up. Then what there is of the
/// document, or of the ledger, is not to be used.

bool writeLedger(JsonWriter &json, const Ledger &ledger, const Progress &progress);
bool readLedger(JsonFields fields, int version, Ledger &ledger, const Progress &progress);

void writeObservations(JsonWriter &json, const ShopObservations &observations);
void readObservations(JsonFields fields, int version, ShopObservations &observations);

} // namespace doorbuster
