// Printed from openapi/issuer.json by `npm run openapi`. Changes go into the routes of the service.
export interface components {
    schemas: {
        AccessToken: {
            access_token: string;
            /** @constant */
            token_type: "Bearer";
            /** @description 有効な秒数 */
            expires_in: number;
            scope: string;
        };
        /** @description 前払金保証の申込 */
        AdvancePaymentRequest: {
            /** @constant */
            kind: "advance_payment";
            /**
             * @description 保証証書の形式: electronic は電子保証、paper は証書(紙)
             * @enum {string}
             */
            form: "electronic" | "paper";
            /** @description 円。整数、または入力されたままの文字列(全角数字・カンマ・「円」可) */
            amount: number | string;
            /**
             * @description 保証料支払方法。lump_sum は一括納付(協定のある会社)
             * @enum {string}
             */
            feePayment: "lump_sum" | "bank_transfer" | "cash" | "cheque";
            /** @description 請求先 */
            feeBilledTo: string;
            /** @description 保証料計算書(紙)を希望する */
            paperFeeStatement: boolean;
            fiscalYearBase: {
                /** @description 年度(西暦) */
                year: number;
                /**
                 * @description 出来高予定額か支払限度額か
                 * @enum {string}
                 */
                basis: "planned_output" | "payment_limit";
                /** @description 円。整数、または入力されたままの文字列(全角数字・カンマ・「円」可) */
                amount: number | string;
            } | null;
            /** @description 預託金融機関(全角)。半角で送られたものは全角にして受け付ける */
            depositary: string;
            /**
             * @description 再預託利用区分
             * @enum {string}
             */
            redeposit: "used" | "not_used";
        };
        Application: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            worksId: string;
            orderer: string;
            /** @enum {string} */
            status: "draft" | "submitted" | "under_review" | "returned" | "withdrawn" | "reviewed" | "completed";
            works: components["schemas"]["Works"];
            guarantees: components["schemas"]["RequestedGuarantee"][];
            warnings: components["schemas"]["Finding"][];
            /** @description 発注者のどの規則で、いつの日付で判断したか */
            judgements: {
                /** @enum {string} */
                kind: "advance_payment" | "interim_advance_payment" | "performance";
                /** @enum {string} */
                act: "submission" | "approval";
                orderer: string;
                validFrom: string | null;
                /**
                 * Format: date
                 * @description 日付(日本時間)
                 */
                judgedOn: string;
                /** Format: date-time */
                at: string;
            }[];
            /** @description 申込送信先(支店) */
            branch: string;
            /** @description 電子保証発行完了のお知らせ。希望する場合はメールアドレスが要る */
            completionNotice: {
                wanted: boolean;
                email: string | null;
            };
            paperDelivery: {
                /** @enum {string} */
                method: "post" | "branch_counter";
                address: string | null;
            } | null;
            /** @description 担当者 */
            contact: {
                department: string;
                title: string | null;
                name: string;
                /** @description 例: 026-000-0000 */
                phone: string;
                /** Format: email */
                email: string;
            };
            responsible?: {
                name: string;
                /** @description 例: 026-000-0000 */
                phone: string;
            } | null;
            /** @description 弊社への連絡事項 */
            messageToIssuer: string;
            externalReference: string | null;
            messageToContractor: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            submittedAt: string | null;
            receiptNumber: string | null;
        };
        /** @description 申込。works か worksId のどちらか一方を送る */
        ApplicationInput: {
            /** @description 発注者コード */
            orderer: string;
            works?: components["schemas"]["WorksInput"];
            /** Format: uuid */
            worksId?: string;
            guarantees: (components["schemas"]["AdvancePaymentRequest"] | components["schemas"]["InterimAdvancePaymentRequest"] | components["schemas"]["PerformanceRequest"])[];
            /** @description 申込送信先(支店) */
            branch: string;
            /** @description 電子保証発行完了のお知らせ。希望する場合はメールアドレスが要る */
            completionNotice: {
                wanted: boolean;
                email: string | null;
            };
            paperDelivery: {
                /** @enum {string} */
                method: "post" | "branch_counter";
                address: string | null;
            } | null;
            /** @description 担当者 */
            contact: {
                department: string;
                title: string | null;
                name: string;
                /** @description 例: 026-000-0000 */
                phone: string;
                /** Format: email */
                email: string;
            };
            responsible?: {
                name: string;
                /** @description 例: 026-000-0000 */
                phone: string;
            } | null;
            /** @description 弊社への連絡事項 */
            messageToIssuer: string;
            externalReference: string | null;
        };
        ApplicationList: {
            applications: components["schemas"]["ApplicationSummary"][];
            next: string | null;
        };
        /** @description 変える項目だけを送る。項目は丸ごと置きかわる */
        ApplicationPatch: {
            works?: components["schemas"]["WorksInput"];
            guarantees?: (components["schemas"]["AdvancePaymentRequest"] | components["schemas"]["InterimAdvancePaymentRequest"] | components["schemas"]["PerformanceRequest"])[];
            /** @description 申込送信先(支店) */
            branch?: string;
            /** @description 電子保証発行完了のお知らせ。希望する場合はメールアドレスが要る */
            completionNotice?: {
                wanted: boolean;
                email: string | null;
            };
            paperDelivery?: {
                /** @enum {string} */
                method: "post" | "branch_counter";
                address: string | null;
            } | null;
            /** @description 担当者 */
            contact?: {
                department: string;
                title: string | null;
                name: string;
                /** @description 例: 026-000-0000 */
                phone: string;
                /** Format: email */
                email: string;
            };
            responsible?: {
                name: string;
                /** @description 例: 026-000-0000 */
                phone: string;
            } | null;
            /** @description 弊社への連絡事項 */
            messageToIssuer?: string;
            externalReference?: string | null;
        };
        ApplicationSummary: {
            /** Format: uuid */
            id: string;
            orderer: string;
            worksName: string;
            contractor: string;
            branch: string;
            claimedBy: string | null;
            /** @enum {string} */
            status: "draft" | "submitted" | "under_review" | "returned" | "withdrawn" | "reviewed" | "completed";
            guarantees: {
                /** @enum {string} */
                kind: "advance_payment" | "interim_advance_payment" | "performance";
                /** @enum {string} */
                status: "draft" | "submitted" | "under_review" | "awaiting_second_approval" | "approved" | "fee_due" | "issuing" | "issued" | "returned" | "declined" | "held" | "voided" | "withdrawn";
                guaranteeNumber: string | null;
            }[];
            externalReference: string | null;
            /** Format: date-time */
            createdAt: string;
            submittedAt: string | null;
            receiptNumber: string | null;
        };
        /** @description 添付書類 */
        Attachment: {
            /** Format: uuid */
            id: string;
            /**
             * @description 請負契約書・落札通知書や指名通知書・認定調書・変更契約書・その他
             * @enum {string}
             */
            type: "contract" | "award_notice" | "recognition" | "amended_contract" | "other";
            /** @description 受け取ったままのファイル名 */
            name: string;
            /** @enum {string} */
            mediaType: "application/pdf" | "image/jpeg" | "image/png";
            /** @description バイト */
            size: number;
            /** @description SHA-256(base64url) */
            sha256: string;
            /** Format: date-time */
            addedAt: string;
        };
        /** @description 添付書類。ファイル名は UTF-8 のまま保存する */
        AttachmentInput: {
            /**
             * @description 請負契約書・落札通知書や指名通知書・認定調書・変更契約書・その他
             * @enum {string}
             */
            type: "contract" | "award_notice" | "recognition" | "amended_contract" | "other";
            /** @description PDF・JPEG・PNG(内容で判断する)。10 MiB まで */
            file: Blob;
        };
        AttachmentList: {
            attachments: components["schemas"]["Attachment"][];
        };
        AuthenticationKey: {
            guaranteeNumber: string;
            /** @description 認証キー(4文字×7) */
            authenticationKey: string;
            keyGeneration: number;
            /** @description 発注者が照会するところ */
            lookUpUrl: string;
        };
        /** @description 請求先 */
        BillingParty: {
            /** Format: uuid */
            id: string;
            name: string;
            address: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        BillingPartyInput: {
            /** @description 請求先の名前。申込の feeBilledTo に入れる */
            name: string;
            address: string | null;
        };
        BillingPartyList: {
            billingParties: components["schemas"]["BillingParty"][];
            next: string | null;
        };
        /** @description 支店 */
        Branch: {
            id: string;
            name: string;
            /** @description 例: 026-000-0000 */
            phone: string;
            /** Format: email */
            email: string;
            /** @description 受付時間 */
            hours: string;
            sortOrder: number;
        };
        BranchInput: {
            name: string;
            /** @description 例: 026-000-0000 */
            phone: string;
            /** Format: email */
            email: string;
            /** @description 受付時間 */
            hours: string;
            /** @description 一覧での順番 */
            sortOrder: number;
        };
        /** @description 申込送信先 */
        BranchList: {
            branches: {
                id: string;
                name: string;
                phone: string;
                email: string;
                hours: string;
            }[];
        };
        /** @description 案件: 送信され、まだ終わっていない保証または変更の申込 */
        Case: {
            /**
             * @description guarantee は申し込まれた保証、change は変更の申込
             * @enum {string}
             */
            type: "guarantee" | "change";
            /**
             * @description 手続状況
             * @enum {string}
             */
            status: "draft" | "submitted" | "under_review" | "awaiting_second_approval" | "approved" | "fee_due" | "issuing" | "issued" | "returned" | "declined" | "held" | "voided" | "withdrawn";
            /** Format: uuid */
            applicationId: string;
            /** @enum {string} */
            kind: "advance_payment" | "interim_advance_payment" | "performance";
            /** @enum {string} */
            form: "electronic" | "paper";
            receiptNumber: string | null;
            guaranteeNumber: string | null;
            change: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                type: "increase" | "decrease" | "period" | "increase_and_period" | "decrease_and_period" | "cancellation" | "correction" | "void";
            } | null;
            contractor: {
                id: string;
                name: string;
            };
            orderer: {
                code: string;
                name: string;
            };
            worksName: string;
            branch: string;
            /** @description 申し込まれた保証金額(円)。変更では、変更後の保証金額 */
            amount: number;
            claimedBy: string | null;
            /** @description 自分が審査を始めた */
            mine: boolean;
            firstApprovalBy: string | null;
            payBy: string | null;
            message: string | null;
            /** @description 受注者からの連絡に返信していない */
            awaitsReply: boolean;
            /** Format: date-time */
            submittedAt: string;
        };
        /** @description 待っているものの件数 */
        CaseCounts: {
            guarantees: {
                submitted: number;
                under_review: number;
                awaiting_second_approval: number;
                approved: number;
                fee_due: number;
                issuing: number;
                returned: number;
                held: number;
            };
            changes: {
                submitted: number;
                under_review: number;
                awaiting_second_approval: number;
                approved: number;
                fee_due: number;
                issuing: number;
                returned: number;
                held: number;
            };
            /** @description 証書(紙)の発送待ち(郵送待ち) */
            dispatch: number;
            /** @description 受注者からの連絡に返信していない申込 */
            awaitingReply: number;
            /** @description 過納 */
            refundables: number;
        };
        /** @description 古い順 */
        CaseList: {
            cases: components["schemas"]["Case"][];
            next: string | null;
        };
        /** @description 変更の申込 */
        ChangeRequest: {
            /** Format: uuid */
            id: string;
            guaranteeNumber: string;
            /** @enum {string} */
            type: "increase" | "decrease" | "period" | "increase_and_period" | "decrease_and_period" | "cancellation" | "correction" | "void";
            /**
             * @description 手続状況
             * @enum {string}
             */
            status: "draft" | "submitted" | "under_review" | "awaiting_second_approval" | "approved" | "fee_due" | "issuing" | "issued" | "returned" | "declined" | "held" | "voided" | "withdrawn";
            /** @description 反映中: D-Sureの登録完了を待っている */
            reflecting: boolean;
            contractChange: {
                /**
                 * Format: date
                 * @description 日付(日本時間)
                 */
                changedOn: string;
                contractPrice: number | null;
                periodTo: string | null;
                fiscalYearBase: number | null;
                fiscalYears: {
                    /** @description 年度(西暦) */
                    year: number;
                    /** @description 円 */
                    plannedOutput: number;
                    /** @description 円 */
                    paymentLimit: number;
                }[] | null;
            } | null;
            newAmount: number | null;
            newPeriodTo: string | null;
            effectiveOn: string | null;
            reason: string;
            corrections: {
                item: string;
                value: string | null;
            }[];
            feeChange: components["schemas"]["FeeChange"] | null;
            warnings: components["schemas"]["Finding"][];
            message: string | null;
            revision: number | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        /** @description 変更の申込。種類に要らない項目は null。effectiveOn は増額・減額・期間変更・解約の効力が生じる日 */
        ChangeRequestInput: {
            /**
             * @description 変更の種類。correction と void は審査担当者だけ
             * @enum {string}
             */
            type: "increase" | "decrease" | "period" | "increase_and_period" | "decrease_and_period" | "cancellation" | "correction" | "void";
            contractChange: {
                /** @description 日付。2026-11-10、2026/11/10、20261110、令和8年11月10日、R8.11.10 のいずれか(全角可) */
                changedOn: string;
                contractPrice: (number | string) | null;
                periodTo: string | null;
                fiscalYearBase?: (number | string) | null;
                fiscalYears?: {
                    /** @description 年度(西暦) */
                    year: number;
                    /** @description 円(0円を含む)。整数、または入力されたままの文字列 */
                    plannedOutput: number | string;
                    /** @description 円(0円を含む)。整数、または入力されたままの文字列 */
                    paymentLimit: number | string;
                }[] | null;
            } | null;
            newAmount: (number | string) | null;
            newPeriodTo: string | null;
            effectiveOn: string | null;
            /** @description 変更の理由。電子証書に記載される */
            reason: string;
            corrections?: {
                /**
                 * @description 電子証書の項目(JSON Pointer)
                 * @enum {string}
                 */
                item: "/issuer/address" | "/issuer/representative" | "/orderer/name" | "/orderer/signatory/office" | "/orderer/signatory/title" | "/orderer/signatory/name" | "/contractor/name" | "/contractor/address" | "/contractor/signatory/office" | "/contractor/signatory/title" | "/contractor/signatory/name" | "/works/name" | "/works/number" | "/works/place" | "/works/contractDate" | "/works/contractNumber" | "/works/period/from" | "/contractor/jointVenture/name" | "/recognition/date" | "/recognition/number" | "/depositary" | "/redeposit" | "/remarks";
                value: string | null;
            }[];
        };
        ChangeRequestList: {
            changeRequests: components["schemas"]["ChangeRequest"][];
            next: string | null;
        };
        /** @description 変更の審査の結果 */
        ChangeReviewInput: {
            /** @enum {string} */
            decision: "approve" | "decline" | "return";
            message: string | null;
        };
        /** @description 変更の審査票。見るだけで何も変わらない */
        ChangeReviewSheet: {
            /** Format: uuid */
            changeRequestId: string;
            /** @description 申し込んだ人 */
            requestedBy: string;
            claimedBy: string | null;
            approvedBy: string | null;
            /** @description 申し込んだ人とは別の人の承認が必要 */
            needsSecondPerson: boolean;
            /** @description 増額後の保証金額が大きいため、二人の承認が必要 */
            needsSecondApproval: boolean;
            firstApprovalBy: string | null;
            payBy: string | null;
            /** @description 今、自分にできること */
            commands: ("claim" | "approve" | "decline" | "return" | "receive_fee" | "resume" | "void")[];
            /** @description 最新の版の内容 */
            before: {
                /** @description 円 */
                amount: number;
                /**
                 * Format: date
                 * @description 日付(日本時間)
                 */
                periodTo: string;
                /** @description 円 */
                contractPrice: number;
                /**
                 * Format: date
                 * @description 日付(日本時間)
                 */
                worksPeriodTo: string;
            };
            credit: components["schemas"]["Credit"];
            feeChange: components["schemas"]["FeeChange"] | null;
            feeReceipt: components["schemas"]["FeeReceipt"] | null;
            held: components["schemas"]["Held"] | null;
        };
        ChargeLine: {
            /** @constant */
            type: "rate";
            /** @description 円 */
            base: number;
            /** @description 料率(百万分率) */
            ppm: number;
            /**
             * @description 端数の処理
             * @enum {string}
             */
            rounding: "down" | "up" | "half_up";
            /** @description 円 */
            amount: number;
        } | {
            /** @constant */
            type: "minimum";
            /** @description 円 */
            minimum: number;
            /** @description 円 */
            amount: number;
        } | {
            /** @constant */
            type: "elapsed";
            /** @description 円 */
            base: number;
            /** @description 保証していた日数 */
            days: number;
            /** @description 保証期間の日数 */
            of: number;
            /** @description 円 */
            amount: number;
        };
        /** @description 締結した請負契約。請負金額と工期は申込と同じでなければならない(違う場合は保証内容の変更) */
        ContractConclusion: {
            /** @description 日付。2026-11-10、2026/11/10、20261110、令和8年11月10日、R8.11.10 のいずれか(全角可) */
            contractDate: string;
            contractNumber: string | null;
            /** @description 円。整数、または入力されたままの文字列(全角数字・カンマ・「円」可) */
            contractPrice: number | string;
            period: {
                /** @description 日付。2026-11-10、2026/11/10、20261110、令和8年11月10日、R8.11.10 のいずれか(全角可) */
                from: string;
                /** @description 日付。2026-11-10、2026/11/10、20261110、令和8年11月10日、R8.11.10 のいずれか(全角可) */
                to: string;
            };
        };
        /** @description 利用登録された会社 */
        Contractor: {
            id: string;
            /** @description 商号または名称 */
            name: string;
            address: string;
            /** @description 代表者 */
            representative: {
                title: string;
                name: string;
            };
            /** @description 一括納付の協定がある */
            lumpSumAgreement: boolean;
            /** @description 円 */
            creditLimit: number;
            /** @description 有効な保証と発行手続中の保証の合計(円) */
            creditInUse: number;
            /** Format: date-time */
            createdAt: string;
        };
        /** @description 利用登録 */
        ContractorInput: {
            /** @description 商号または名称 */
            name: string;
            address: string;
            /** @description 代表者 */
            representative: {
                title: string;
                name: string;
            };
            /** @description 一括納付の協定がある */
            lumpSumAgreement: boolean;
            /** @description 与信の限度額(円)。0 は引き受けない */
            creditLimit: 0 | (number | string);
        };
        ContractorList: {
            contractors: {
                id: string;
                name: string;
                lumpSumAgreement: boolean;
                /** @description 円 */
                creditLimit: number;
            }[];
            next: string | null;
        };
        /** @description 与信 */
        Credit: {
            /** @description 円 */
            limit: number;
            /** @description 有効な保証と発行手続中の保証の合計(円) */
            inUse: number;
            /** @description 今回承認すると加わる額(円) */
            asked: number;
            /** @description 限度額の内に収まる */
            within: boolean;
        };
        /** @description 一つの出来事の、一つの通知先への送信 */
        Delivery: {
            event: components["schemas"]["Event"];
            /**
             * @description 送信待ち / 届いた / あきらめた
             * @enum {string}
             */
            state: "pending" | "delivered" | "failed";
            nextAt: string | null;
            /** @description 試行ごと、古い順 */
            attempts: {
                /** Format: date-time */
                at: string;
                status: number | null;
                failure: ("not_accepted" | "redirected" | "timed_out" | "address_not_allowed" | "name_not_resolved" | "tls_failed" | "connection_failed") | null;
                durationMs: number;
            }[];
        };
        /** @description 新しい順 */
        DeliveryList: {
            deliveries: components["schemas"]["Delivery"][];
            next: string | null;
        };
        /** @description 証書(紙)の発送の記録 */
        DispatchInput: {
            /**
             * @description 郵送したか、窓口で渡したか
             * @enum {string}
             */
            method: "post" | "branch_counter";
            /** @description 日付。2026-11-10、2026/11/10、20261110、令和8年11月10日、R8.11.10 のいずれか(全角可) */
            dispatchedOn: string;
            reference: string | null;
        };
        /** @description 起きたこと。フィードとWebhookで同じ。id は同じ出来事ならいつも同じ */
        Event: {
            /** Format: uuid */
            id: string;
            /** @constant */
            type: "application.returned";
            /** Format: date-time */
            timestamp: string;
            data: {
                /** Format: uuid */
                applicationId: string;
            };
        } | {
            /** Format: uuid */
            id: string;
            /** @constant */
            type: "application.declined";
            /** Format: date-time */
            timestamp: string;
            data: {
                /** Format: uuid */
                applicationId: string;
                /** @enum {string} */
                kind: "advance_payment" | "interim_advance_payment" | "performance";
            };
        } | {
            /** Format: uuid */
            id: string;
            /** @constant */
            type: "application.voided";
            /** Format: date-time */
            timestamp: string;
            data: {
                /** Format: uuid */
                applicationId: string;
                /** @enum {string} */
                kind: "advance_payment" | "interim_advance_payment" | "performance";
            };
        } | {
            /** Format: uuid */
            id: string;
            /** @constant */
            type: "fee.due";
            /** Format: date-time */
            timestamp: string;
            data: {
                /** Format: uuid */
                applicationId: string;
                /** @enum {string} */
                kind: "advance_payment" | "interim_advance_payment" | "performance";
                /**
                 * Format: date
                 * @description 日付(日本時間)
                 */
                payBy: string;
            };
        } | {
            /** Format: uuid */
            id: string;
            /** @constant */
            type: "change_request.returned";
            /** Format: date-time */
            timestamp: string;
            data: {
                /** @description 保証契約番号 */
                guaranteeNumber: string;
                /** Format: uuid */
                changeRequestId: string;
            };
        } | {
            /** Format: uuid */
            id: string;
            /** @constant */
            type: "change_request.declined";
            /** Format: date-time */
            timestamp: string;
            data: {
                /** @description 保証契約番号 */
                guaranteeNumber: string;
                /** Format: uuid */
                changeRequestId: string;
            };
        } | {
            /** Format: uuid */
            id: string;
            /** @constant */
            type: "change_request.fee_due";
            /** Format: date-time */
            timestamp: string;
            data: {
                /** @description 保証契約番号 */
                guaranteeNumber: string;
                /** Format: uuid */
                changeRequestId: string;
            };
        } | {
            /** Format: uuid */
            id: string;
            /** @constant */
            type: "guarantee.issued";
            /** Format: date-time */
            timestamp: string;
            data: {
                /** Format: uuid */
                applicationId: string;
                /** @enum {string} */
                kind: "advance_payment" | "interim_advance_payment" | "performance";
                /** @description 保証契約番号 */
                guaranteeNumber: string;
                /** @description 版 */
                revision: number;
            };
        } | {
            /** Format: uuid */
            id: string;
            /** @constant */
            type: "guarantee.amended";
            /** Format: date-time */
            timestamp: string;
            data: {
                /** @description 保証契約番号 */
                guaranteeNumber: string;
                /** @description 版 */
                revision: number;
            };
        } | {
            /** Format: uuid */
            id: string;
            /** @constant */
            type: "guarantee.corrected";
            /** Format: date-time */
            timestamp: string;
            data: {
                /** @description 保証契約番号 */
                guaranteeNumber: string;
                /** @description 版 */
                revision: number;
            };
        } | {
            /** Format: uuid */
            id: string;
            /** @constant */
            type: "guarantee.cancelled";
            /** Format: date-time */
            timestamp: string;
            data: {
                /** @description 保証契約番号 */
                guaranteeNumber: string;
                /** @description 版 */
                revision: number;
            };
        } | {
            /** Format: uuid */
            id: string;
            /** @constant */
            type: "guarantee.voided";
            /** Format: date-time */
            timestamp: string;
            data: {
                /** @description 保証契約番号 */
                guaranteeNumber: string;
                /** @description 版 */
                revision: number;
            };
        } | {
            /** Format: uuid */
            id: string;
            /** @constant */
            type: "guarantee.ending_soon";
            /** Format: date-time */
            timestamp: string;
            data: {
                /** @description 保証契約番号 */
                guaranteeNumber: string;
                /**
                 * Format: date
                 * @description 日付(日本時間)
                 */
                periodTo: string;
                /**
                 * @description 残りの日数
                 * @enum {integer}
                 */
                days: 7 | 30;
            };
        } | {
            /** Format: uuid */
            id: string;
            /** @constant */
            type: "guarantee.key_replaced";
            /** Format: date-time */
            timestamp: string;
            data: {
                /** @description 保証契約番号 */
                guaranteeNumber: string;
                /** @description 鍵世代 */
                keyGeneration: number;
            };
        } | {
            /** Format: uuid */
            id: string;
            /** @constant */
            type: "certificate.viewed";
            /** Format: date-time */
            timestamp: string;
            data: {
                /** @description 保証契約番号 */
                guaranteeNumber: string;
                /** @description 版 */
                revision: number;
            };
        } | {
            /** Format: uuid */
            id: string;
            /** @constant */
            type: "certificate.acknowledged";
            /** Format: date-time */
            timestamp: string;
            data: {
                /** @description 保証契約番号 */
                guaranteeNumber: string;
                /** @description 版 */
                revision: number;
                /**
                 * @description 受領 / 訂正依頼
                 * @enum {string}
                 */
                result: "accepted" | "correction_requested";
                /** Format: uuid */
                acknowledgementId: string;
            };
        };
        EventFeed: {
            /** @description 古い順 */
            events: components["schemas"]["Event"][];
            next: string | null;
            /** @description 続きがすぐに読める */
            more: boolean;
        };
        ExternalReferenceInput: {
            externalReference: string | null;
        };
        /** @description 保証料と計算の内訳 */
        Fee: {
            /** @description 円 */
            amount: number;
            tariffVersion: string;
            /** @description 見本の料率で計算した */
            sample: boolean;
            /** @description 合計が amount になる */
            lines: ({
                /** @constant */
                type: "rate";
                /** @description 円 */
                base: number;
                /** @description 料率(百万分率) */
                ppm: number;
                /**
                 * @description 端数の処理
                 * @enum {string}
                 */
                rounding: "down" | "up" | "half_up";
                /** @description 円 */
                amount: number;
            } | {
                /** @constant */
                type: "minimum";
                /** @description 円 */
                minimum: number;
                /** @description 円 */
                amount: number;
            })[];
        };
        /** @description 保証料の増減: これまでの保証料 charged と変更後の保証料 due の差 */
        FeeChange: {
            /**
             * @description 追加・返還・増減なし
             * @enum {string}
             */
            direction: "extra" | "refund" | "none";
            /** @description 円 */
            amount: number;
            /** @description 内訳の合計が amount になる */
            charged: {
                /** @description 円 */
                amount: number;
                tariffVersion: string;
                sample: boolean;
                lines: components["schemas"]["ChargeLine"][];
            };
            /** @description 内訳の合計が amount になる */
            due: {
                /** @description 円 */
                amount: number;
                tariffVersion: string;
                sample: boolean;
                lines: components["schemas"]["ChargeLine"][];
            };
        };
        /** @description 保証料の入金 */
        FeeReceipt: {
            /** @enum {string} */
            kind: "advance_payment" | "interim_advance_payment" | "performance";
            /** @description 円 */
            amount: number;
            /** @description 円 */
            fee: number;
            /** @description 過納額。返還する */
            refundable: number;
            /**
             * Format: date
             * @description 日付(日本時間)
             */
            receivedOn: string;
            /** @enum {string} */
            method: "bank_transfer" | "cash" | "cheque";
            reference: string;
        };
        FeeReceiptInput: {
            /** @description 円。整数、または入力されたままの文字列(全角数字・カンマ・「円」可) */
            amount: number | string;
            /** @description 日付。2026-11-10、2026/11/10、20261110、令和8年11月10日、R8.11.10 のいずれか(全角可) */
            receivedOn: string;
            /** @enum {string} */
            method: "bank_transfer" | "cash" | "cheque";
            /** @description 入金の照会番号など */
            reference: string;
        };
        /** @description 新しい順 */
        FeeReceiptList: {
            feeReceipts: components["schemas"]["RecordedReceipt"][];
            next: string | null;
        };
        /** @description 保証料計算書一覧 */
        FeeStatementList: {
            feeStatements: components["schemas"]["FeeStatementSummary"][];
            next: string | null;
        };
        FeeStatementSummary: {
            guaranteeNumber: string;
            /** @description 版 */
            revision: number;
            /**
             * @description fee は保証料計算書、refund は保証料返還計算書
             * @enum {string}
             */
            type: "fee" | "refund";
            /**
             * Format: date
             * @description 日付(日本時間)
             */
            issuedOn: string;
            /** @enum {string} */
            kind: "advance_payment" | "interim_advance_payment" | "performance";
            contractor: {
                name: string;
            };
            orderer: {
                name: string;
            };
            worksName: string;
            /**
             * @description 支払方法
             * @enum {string}
             */
            payment: "lump_sum" | "bank_transfer" | "cash" | "cheque";
            /** @description 請求先 */
            billedTo: string;
            /** @description 円 */
            amount: number;
            /** @description 見本の料率で計算した */
            sample: boolean;
            /** @description 保証料計算書(紙)を希望している */
            paper: boolean;
        };
        /** @description 注意 */
        Finding: {
            code: string;
            /**
             * @description refusal は、直さないと送信・承認できない。holds_approval は、送信できるが、承認までに必要
             * @enum {string}
             */
            severity: "warning" | "holds_approval" | "refusal";
            /** @description 項目(JSON Pointer) */
            pointer: string;
            detail: string;
            rule: {
                orderer: string;
                /**
                 * Format: date
                 * @description 日付(日本時間)
                 */
                validFrom: string;
                /**
                 * Format: date
                 * @description 日付(日本時間)
                 */
                judgedOn: string;
            } | null;
        };
        /** @description 保証契約 */
        Guarantee: {
            /** @description 保証契約番号 */
            guaranteeNumber: string;
            /** Format: uuid */
            applicationId: string;
            /** @enum {string} */
            kind: "advance_payment" | "interim_advance_payment" | "performance";
            /** @enum {string} */
            form: "electronic" | "paper";
            /** @enum {string} */
            status: "in_force" | "not_yet_in_force" | "expired" | "cancelled" | "void";
            /** @description 版 */
            revision: number;
            /** @description 変更回数 */
            amendments: number;
            /**
             * Format: date
             * @description 日付(日本時間)
             */
            issuedOn: string;
            orderer: {
                code: string;
                name: string;
            };
            contractor: {
                name: string;
            };
            worksName: string;
            /** @description 円 */
            amount: number;
            period: {
                from: string | null;
                /**
                 * Format: date
                 * @description 日付(日本時間)
                 */
                to: string;
            };
            change: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                type: "increase" | "decrease" | "period" | "increase_and_period" | "decrease_and_period" | "cancellation" | "correction" | "void";
                /**
                 * @description 手続状況
                 * @enum {string}
                 */
                status: "draft" | "submitted" | "under_review" | "awaiting_second_approval" | "approved" | "fee_due" | "issuing" | "issued" | "returned" | "declined" | "held" | "voided" | "withdrawn";
                /** @description 反映中: D-Sureの登録完了を待っている */
                reflecting: boolean;
            } | null;
            keyReplacement: components["schemas"]["KeyReplacement"] | null;
            delivery: {
                /**
                 * @description waiting は発送待ち(郵送待ち)
                 * @enum {string}
                 */
                status: "waiting" | "dispatched";
                /**
                 * @description 受取方法: 郵送か、支店の窓口か
                 * @enum {string}
                 */
                method: "post" | "branch_counter";
                address: string | null;
                dispatchedOn: string | null;
                reference: string | null;
            } | null;
            externalReference: string | null;
            /** Format: date-time */
            updatedAt: string;
            /** @description 最新の版の電子証書の内容。形式は docs/deposit-format.md */
            certificate: Record<string, never>;
            history: {
                revision: number;
                /** @enum {string} */
                type: "original" | "amendment" | "correction" | "cancellation" | "void";
                /**
                 * Format: date
                 * @description 日付(日本時間)
                 */
                issuedOn: string;
                /**
                 * Format: date
                 * @description 日付(日本時間)
                 */
                effectiveOn: string;
                reason: string | null;
                changes: {
                    item: string;
                    before: unknown;
                    after: unknown;
                }[];
            }[];
            fee: components["schemas"]["Fee"];
            depositedAt: string | null;
        };
        GuaranteeList: {
            guarantees: components["schemas"]["GuaranteeSummary"][];
            next: string | null;
        };
        GuaranteeSummary: {
            /** @description 保証契約番号 */
            guaranteeNumber: string;
            /** Format: uuid */
            applicationId: string;
            /** @enum {string} */
            kind: "advance_payment" | "interim_advance_payment" | "performance";
            /** @enum {string} */
            form: "electronic" | "paper";
            /** @enum {string} */
            status: "in_force" | "not_yet_in_force" | "expired" | "cancelled" | "void";
            /** @description 版 */
            revision: number;
            /** @description 変更回数 */
            amendments: number;
            /**
             * Format: date
             * @description 日付(日本時間)
             */
            issuedOn: string;
            orderer: {
                code: string;
                name: string;
            };
            contractor: {
                name: string;
            };
            worksName: string;
            /** @description 円 */
            amount: number;
            period: {
                from: string | null;
                /**
                 * Format: date
                 * @description 日付(日本時間)
                 */
                to: string;
            };
            change: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                type: "increase" | "decrease" | "period" | "increase_and_period" | "decrease_and_period" | "cancellation" | "correction" | "void";
                /**
                 * @description 手続状況
                 * @enum {string}
                 */
                status: "draft" | "submitted" | "under_review" | "awaiting_second_approval" | "approved" | "fee_due" | "issuing" | "issued" | "returned" | "declined" | "held" | "voided" | "withdrawn";
                /** @description 反映中: D-Sureの登録完了を待っている */
                reflecting: boolean;
            } | null;
            keyReplacement: components["schemas"]["KeyReplacement"] | null;
            delivery: {
                /**
                 * @description waiting は発送待ち(郵送待ち)
                 * @enum {string}
                 */
                status: "waiting" | "dispatched";
                /**
                 * @description 受取方法: 郵送か、支店の窓口か
                 * @enum {string}
                 */
                method: "post" | "branch_counter";
                address: string | null;
                dispatchedOn: string | null;
                reference: string | null;
            } | null;
            externalReference: string | null;
            /** Format: date-time */
            updatedAt: string;
        };
        Health: {
            /** @constant */
            status: "ok";
        };
        /** @description 発行保留の理由と、一人目の判断 */
        Held: {
            reason: string | null;
            proposal: {
                /**
                 * @description resume は再開、void は発行取消
                 * @enum {string}
                 */
                decision: "resume" | "void";
                reason: string;
                by: string;
                /** Format: date-time */
                at: string;
                /** @description 自分の判断。もう一人が同じ判断をすると実行される */
                mine: boolean;
            } | null;
        };
        /** @description 発行保留の扱い。二人が同じ判断を送ると実行される */
        HeldDecision: {
            /** @enum {string} */
            decision: "resume" | "void";
            proposedBy: string;
            confirmedBy: string | null;
        };
        HeldDecisionInput: {
            /**
             * @description resume は再開、void は発行取消
             * @enum {string}
             */
            decision: "resume" | "void";
            /** @description 理由 */
            reason: string;
        };
        /** @description 古い順 */
        History: {
            history: components["schemas"]["HistoryEntry"][];
            next: string | null;
        };
        /** @description いつ、だれが、何をしたか */
        HistoryEntry: {
            id: number;
            /** Format: date-time */
            at: string;
            /** @description user:… は人、client:… はシステム、issuance は発行の自動処理 */
            actor: string;
            actorName: string;
            /** @description 操作の名前 */
            act: string;
            /** @description 申込のID、保証契約番号、または保留されたもの(申込のIDと保証の種類、変更の申込のID) */
            subject: string;
            detail: Record<string, never>;
        };
        /** @description 取込みの結果 */
        ImportReport: {
            /** @description 読んだ行(見出しと空行を除く) */
            lines: number;
            /** @description 加えた発注者 */
            added: number;
            /** @description 名称などが変わった発注者 */
            changed: number;
            /** @description 変わらなかった発注者 */
            unchanged: number;
            /** @description 受け付けなかった行。ほかの行は登録されている */
            refused: {
                /** @description ファイルの何行目か */
                line: number;
                /** @description 受け付けなかった理由 */
                code: string;
                detail: string;
            }[];
        };
        /** @description 中間前払金保証の申込 */
        InterimAdvancePaymentRequest: {
            /** @constant */
            kind: "interim_advance_payment";
            /**
             * @description 保証証書の形式: electronic は電子保証、paper は証書(紙)
             * @enum {string}
             */
            form: "electronic" | "paper";
            /** @description 円。整数、または入力されたままの文字列(全角数字・カンマ・「円」可) */
            amount: number | string;
            /**
             * @description 保証料支払方法。lump_sum は一括納付(協定のある会社)
             * @enum {string}
             */
            feePayment: "lump_sum" | "bank_transfer" | "cash" | "cheque";
            /** @description 請求先 */
            feeBilledTo: string;
            /** @description 保証料計算書(紙)を希望する */
            paperFeeStatement: boolean;
            fiscalYearBase: {
                /** @description 年度(西暦) */
                year: number;
                /**
                 * @description 出来高予定額か支払限度額か
                 * @enum {string}
                 */
                basis: "planned_output" | "payment_limit";
                /** @description 円。整数、または入力されたままの文字列(全角数字・カンマ・「円」可) */
                amount: number | string;
            } | null;
            /** @description 預託金融機関(全角)。半角で送られたものは全角にして受け付ける */
            depositary: string;
            /**
             * @description 再預託利用区分
             * @enum {string}
             */
            redeposit: "used" | "not_used";
            /** @description 発注者の認定(認定日・認定番号) */
            recognition: {
                /** @description 日付。2026-11-10、2026/11/10、20261110、令和8年11月10日、R8.11.10 のいずれか(全角可) */
                date: string;
                number: string;
            };
            /** @description すでに受けた前払金の保証 */
            priorAdvance: {
                guaranteeNumber: string;
            } | {
                external: {
                    issuerName: string;
                    number: string;
                    /** @description 円。整数、または入力されたままの文字列(全角数字・カンマ・「円」可) */
                    amount: number | string;
                };
            };
        };
        /** @description 利用者の招待 */
        InvitationInput: {
            /** @constant */
            role: "contractor";
            /** @description 会社のID。会社の管理者は省略する */
            contractor?: string;
            /**
             * @description company_admin は自社の利用者を管理できる
             * @enum {string}
             */
            companyRole: "applicant" | "company_admin";
            /** @description ログインID。大文字と小文字は区別しない */
            loginId: string;
            /** @description 氏名 */
            name: string;
            /** Format: email */
            email: string;
        } | {
            /** @constant */
            role: "underwriter";
            branches: string[] | null;
            /** @description ログインID。大文字と小文字は区別しない */
            loginId: string;
            /** @description 氏名 */
            name: string;
            /** Format: email */
            email: string;
        } | {
            /** @constant */
            role: "admin";
            /** @description ログインID。大文字と小文字は区別しない */
            loginId: string;
            /** @description 氏名 */
            name: string;
            /** Format: email */
            email: string;
        };
        /** @description 保証金額の割合を限度に照らした結果 */
        JudgedLimit: {
            /** @description 規則の名前 */
            rule: string;
            /** @description 限度の内である */
            kept: boolean;
            /** @enum {string} */
            bound: "at_most" | "at_least";
            /** @description 限度(百万分率) */
            ppm: number;
            /**
             * @description 請負金額に対してか、今年度対象額に対してか
             * @enum {string}
             */
            of: "contractPrice" | "fiscalYearBase";
            /** @description 円 */
            base: number;
            /** @description 判断した額(円)。合わせて判断するものを加えてある */
            judged: number;
            percent: string;
            /** @description 限度の額(円) */
            limit: number;
        };
        /** @description 認証キーの再発行 */
        KeyReplacement: {
            guaranteeNumber: string;
            /** @description 新しい認証キーの世代 */
            keyGeneration: number;
            /**
             * @description pending は再発行手続中、refused はD-Sureが受け付けなかった
             * @enum {string}
             */
            status: "pending" | "refused";
            /** Format: date-time */
            requestedAt: string;
        };
        KeyReplacementInput: {
            /** @description 再発行の理由 */
            reason: string;
        };
        Me: {
            clientId: string | null;
            user: {
                /** Format: uuid */
                id: string;
                loginId: string;
                name: string;
            } | null;
            branches: string[] | null;
            /** @enum {string} */
            role: "contractor" | "underwriter" | "admin";
            scopes: ("applications:read" | "applications:write" | "guarantees:read" | "authentication-keys:read" | "underwriting" | "users" | "webhooks" | "administration")[];
            contractor: {
                id: string;
                name: string;
                address: string;
                representative: {
                    title: string;
                    name: string;
                };
                /** @description 一括納付の協定 */
                lumpSumAgreement: boolean;
                /** @description 円 */
                creditLimit: number;
            } | null;
        };
        /** @description 連絡。書いた後は変わらない */
        Message: {
            id: number;
            /**
             * @description contractor: 弊社への連絡事項、issuer: 弊社からお客様へのお知らせ
             * @enum {string}
             */
            sentBy: "contractor" | "issuer";
            /** @description 書いた人(書いたときの名前) */
            author: string;
            text: string;
            /** Format: date-time */
            sentAt: string;
        };
        MessageInput: {
            /** @description 空白だけでない文 */
            text: string;
        };
        /** @description 新しい順 */
        MessageList: {
            messages: components["schemas"]["Message"][];
            next: string | null;
        };
        /** @description 発注者 */
        Orderer: {
            /** @description 全国地方公共団体コード(6桁)など */
            code: string;
            prefecture: string;
            name: string;
            kana: string;
            electronic: {
                since: string | null;
                trigger: ("orderer_allows_per_work" | "notice_date" | "bid_date" | "order_date" | "award_date" | "planned_contract_notice_date" | "contract_date" | "original_contract_date" | "guarantee_contract_date") | null;
                kinds: ("advance_payment" | "interim_advance_payment" | "performance")[];
                subjects: ("construction" | "consulting")[];
                /**
                 * Format: date
                 * @description 日付(日本時間)
                 */
                validFrom: string;
                /** @description 公表されている場所 */
                source: string;
            } | null;
        };
        /** @description 発注者と、その規則の履歴 */
        OrdererDetail: {
            /** @description 全国地方公共団体コード(6桁)など */
            code: string;
            prefecture: string;
            name: string;
            kana: string;
            electronic: {
                since: string | null;
                trigger: ("orderer_allows_per_work" | "notice_date" | "bid_date" | "order_date" | "award_date" | "planned_contract_notice_date" | "contract_date" | "original_contract_date" | "guarantee_contract_date") | null;
                kinds: ("advance_payment" | "interim_advance_payment" | "performance")[];
                subjects: ("construction" | "consulting")[];
                /**
                 * Format: date
                 * @description 日付(日本時間)
                 */
                validFrom: string;
                /** @description 公表されている場所 */
                source: string;
            } | null;
            /** @description 規則の履歴(古い順)。申込は、規則が名指す日付に効力のある版で判断する */
            rules: {
                /**
                 * Format: date
                 * @description 日付(日本時間)
                 */
                validFrom: string;
                rules: components["schemas"]["OrdererRules"];
            }[];
        };
        OrdererList: {
            orderers: components["schemas"]["Orderer"][];
            next: string | null;
        };
        /** @description 発注者が電子保証について公表している規則 */
        OrdererRules: {
            /** @description 電子保証への対応。since が null なら、日付では断らない */
            electronic: {
                since: string | null;
                trigger: ("orderer_allows_per_work" | "notice_date" | "bid_date" | "order_date" | "award_date" | "planned_contract_notice_date" | "contract_date" | "original_contract_date" | "guarantee_contract_date") | null;
                /** @description 受け付ける保証。空は、受け付けなくなったこと */
                kinds: ("advance_payment" | "interim_advance_payment" | "performance")[];
                /** @description 工事・業務委託 */
                subjects: ("construction" | "consulting")[];
                /** @description 対象外 */
                excludes?: "amendment_of_contract_before_start"[];
            };
            ratio?: {
                limits: {
                    /** @description 規則の名前 */
                    rule: string;
                    /** @enum {string} */
                    kind: "advance_payment" | "interim_advance_payment" | "performance";
                    /** @description 工事・業務委託 */
                    subjects: ("construction" | "consulting")[];
                    /**
                     * @description 低入札(low)か
                     * @enum {string}
                     */
                    bids: "usual" | "low" | "all";
                    /** @enum {string} */
                    bound: "at_most" | "at_least";
                    /** @description 限度(百万分率) */
                    ppm: number;
                    /** @description 先の前払金を加えて判断する */
                    withPriorAdvance: boolean;
                }[];
                /** @description この円未満を切り捨てる */
                unit: number;
                /** @enum {string} */
                onBreach: "warning" | "refusal";
            } | null;
            submission: {
                /** @description どの保証についての定めか */
                kinds: ("advance_payment" | "interim_advance_payment" | "performance")[];
                /** @enum {string} */
                channel: "email" | "email_or_fax" | "web_form" | "in_person";
                subject: string | null;
                /** @description 本文に書く事項 */
                body: ("workNumber" | "workName" | "tenderNumber" | "contractNumber" | "contractorName" | "guaranteeKind" | "guaranteeNumber" | "responsibleName" | "responsiblePhone" | "contactName" | "contactPhone" | "contactEmail")[];
                /** @description 提出するもの */
                attach: ("key_notice" | "key_notice_printed" | "invoice" | "other_papers")[];
                deadline: ("before_contract" | "with_contract" | "before_invoice" | "with_invoice") | null;
                confirmByPhone: boolean;
                formName?: string | null;
                department?: string | null;
                email?: string | null;
                note?: string | null;
            }[];
            note?: string | null;
            /** @description 公表されている場所 */
            source: string;
        };
        PasswordInput: {
            /** @description メールで届いた、一度だけ使えるもの */
            token: string;
            /** @description 新しいパスワード。12文字以上 */
            password: string;
        };
        PasswordResetInput: {
            loginId: string;
        };
        /** @description 契約保証の申込 */
        PerformanceRequest: {
            /** @constant */
            kind: "performance";
            /**
             * @description 保証証書の形式: electronic は電子保証、paper は証書(紙)
             * @enum {string}
             */
            form: "electronic" | "paper";
            /** @description 円。整数、または入力されたままの文字列(全角数字・カンマ・「円」可) */
            amount: number | string;
            /**
             * @description 保証料支払方法。lump_sum は一括納付(協定のある会社)
             * @enum {string}
             */
            feePayment: "lump_sum" | "bank_transfer" | "cash" | "cheque";
            /** @description 請求先 */
            feeBilledTo: string;
            /** @description 保証料計算書(紙)を希望する */
            paperFeeStatement: boolean;
        };
        /** @description 問題の内容 (RFC 9457) */
        Problem: {
            type: string;
            title: string;
            status: number;
            /** @description 変わらない識別子 */
            code: string;
            detail: string;
            /** @description お問い合わせの際にお知らせください */
            requestId: string;
            /** @description detail の元になった事実 */
            facts?: Record<string, never>;
            errors?: {
                /** @description 誤りのある項目 (JSON Pointer, RFC 6901) */
                pointer: string;
                /** @enum {string} */
                in: "body" | "path" | "query" | "header";
                code: string;
                detail: string;
                /** @description 正しい入力 */
                expected?: string;
            }[];
        };
        /** @description 保証料の見積り */
        Quote: {
            orderer: string;
            tariffVersion: string;
            guarantees: {
                /** @enum {string} */
                kind: "advance_payment" | "interim_advance_payment" | "performance";
                /** @description 円 */
                amount: number;
                ratio: {
                    percent: string;
                    /** @enum {string} */
                    of: "contractPrice" | "fiscalYearBase";
                };
                fee: components["schemas"]["Fee"];
            }[];
            warnings: components["schemas"]["Finding"][];
        };
        /** @description works か worksId のどちらか一方を送る。worksId では、その工事の保証と合わせて判断する */
        QuoteInput: {
            /** @description 発注者コード */
            orderer: string;
            works?: {
                /** @enum {string} */
                subject: "construction" | "consulting";
                /** @description 円。整数、または入力されたままの文字列(全角数字・カンマ・「円」可) */
                contractPrice: number | string;
                lowBid: boolean;
            };
            /** Format: uuid */
            worksId?: string;
            guarantees: {
                /** @enum {string} */
                kind: "advance_payment" | "interim_advance_payment" | "performance";
                /** @description 円。整数、または入力されたままの文字列(全角数字・カンマ・「円」可) */
                amount: number | string;
                base: (number | string) | null;
                year?: number;
            }[];
        };
        /** @description 記録された保証料の入金 */
        RecordedReceipt: {
            /** Format: uuid */
            applicationId: string;
            /** @enum {string} */
            kind: "advance_payment" | "interim_advance_payment" | "performance";
            changeRequestId: string | null;
            guaranteeNumber: string | null;
            contractor: {
                id: string;
                name: string;
            };
            worksName: string;
            branch: string;
            /** @description 円 */
            amount: number;
            /** @description 円 */
            fee: number;
            /** @description 過納額。返還する */
            refundable: number;
            /**
             * Format: date
             * @description 日付(日本時間)
             */
            receivedOn: string;
            /** @enum {string} */
            method: "bank_transfer" | "cash" | "cheque";
            reference: string;
            recordedBy: string;
            /** Format: date-time */
            recordedAt: string;
        };
        /** @description 返還の支払 */
        RefundPayment: {
            refundable: string;
            /** @enum {string} */
            reason: "overpaid" | "not_issued" | "change";
            /** @description 返還した額 */
            amount: number;
            /**
             * Format: date
             * @description 日付(日本時間)
             */
            paidOn: string;
            /** @enum {string} */
            method: "bank_transfer" | "cash" | "cheque";
            /** Format: date-time */
            recordedAt: string;
        };
        RefundPaymentInput: {
            /** @description 返還一覧の id */
            refundable: string;
            /** @description 日付。2026-11-10、2026/11/10、20261110、令和8年11月10日、R8.11.10 のいずれか(全角可) */
            paidOn: string;
            /** @enum {string} */
            method: "bank_transfer" | "cash" | "cheque";
        };
        /** @description 返還する額。変更による返還では入金の記録が null。一括納付は月次一覧で差し引く */
        Refundable: {
            /** @description 返還の支払を記録するときに示す */
            id: string;
            /**
             * @description 過納・発行取消・変更による返還
             * @enum {string}
             */
            reason: "overpaid" | "not_issued" | "change";
            /** Format: uuid */
            applicationId: string;
            /** @enum {string} */
            kind: "advance_payment" | "interim_advance_payment" | "performance";
            guaranteeNumber: string | null;
            changeRequestId: string | null;
            revision: number | null;
            contractor: {
                id: string;
                name: string;
            };
            worksName: string;
            branch: string;
            /** @description 円 */
            amount: number;
            /** @description 円 */
            fee: number;
            /** @description すでに返還した額 */
            refunded: number;
            /** @description これから返還する額: 納められた額 amount から保証料 fee と refunded を引く */
            refundable: number;
            receivedOn: string | null;
            method: ("bank_transfer" | "cash" | "cheque") | null;
            reference: string | null;
            /** Format: date-time */
            recordedAt: string;
        };
        RefundableList: {
            refundables: components["schemas"]["Refundable"][];
            next: string | null;
        };
        Replay: {
            /** @description 再送する出来事の数 */
            events: number;
        };
        /** @description 再送するもの */
        ReplayInput: {
            /** Format: uuid */
            eventId: string;
        } | {
            /** Format: date-time */
            since: string;
        };
        RequestedGuarantee: {
            /** @enum {string} */
            kind: "advance_payment" | "interim_advance_payment" | "performance";
            /**
             * @description 手続状況
             * @enum {string}
             */
            status: "draft" | "submitted" | "under_review" | "awaiting_second_approval" | "approved" | "fee_due" | "issuing" | "issued" | "returned" | "declined" | "held" | "voided" | "withdrawn";
            guaranteeNumber: string | null;
            /**
             * @description 保証証書の形式: electronic は電子保証、paper は証書(紙)
             * @enum {string}
             */
            form: "electronic" | "paper";
            /** @description 円 */
            amount: number;
            /**
             * @description 保証料支払方法。lump_sum は一括納付(協定のある会社)
             * @enum {string}
             */
            feePayment: "lump_sum" | "bank_transfer" | "cash" | "cheque";
            /** @description 請求先 */
            feeBilledTo: string;
            /** @description 保証料計算書(紙)を希望する */
            paperFeeStatement: boolean;
            advance: {
                fiscalYearBase: {
                    /** @description 年度(西暦) */
                    year: number;
                    /**
                     * @description 出来高予定額か支払限度額か
                     * @enum {string}
                     */
                    basis: "planned_output" | "payment_limit";
                    /** @description 円 */
                    amount: number;
                } | null;
                /** @description 預託金融機関(全角)。半角で送られたものは全角にして受け付ける */
                depositary: string;
                /**
                 * @description 再預託利用区分
                 * @enum {string}
                 */
                redeposit: "used" | "not_used";
            } | null;
            interim: {
                /** @description 発注者の認定(認定日・認定番号) */
                recognition: {
                    /**
                     * Format: date
                     * @description 日付(日本時間)
                     */
                    date: string;
                    number: string;
                };
                /** @description すでに受けた前払金の保証 */
                priorAdvance: {
                    guaranteeNumber: string;
                } | {
                    external: {
                        issuerName: string;
                        number: string;
                        /** @description 円 */
                        amount: number;
                    };
                };
            } | null;
            period: {
                from: string | null;
                /**
                 * Format: date
                 * @description 日付(日本時間)
                 */
                to: string;
                derivedFrom: string;
            };
            ratio: {
                percent: string;
                /** @enum {string} */
                of: "contractPrice" | "fiscalYearBase";
            };
            fee: components["schemas"]["Fee"];
            message: string | null;
        };
        /** @description 引受審査の結果 */
        ReviewInput: {
            /** @constant */
            decision: "return";
            /** @description 直していただきたいこと */
            message: string;
        } | {
            guarantees: {
                /** @enum {string} */
                kind: "advance_payment" | "interim_advance_payment" | "performance";
                /** @enum {string} */
                decision: "approve" | "decline";
                message: string | null;
            }[];
        };
        /** @description 審査票: 審査に要るものを一度に。見るだけで何も変わらない */
        ReviewSheet: {
            /** Format: uuid */
            applicationId: string;
            contractor: {
                id: string;
                name: string;
                lumpSumAgreement: boolean;
            };
            credit: components["schemas"]["Credit"];
            orderer: {
                code: string;
                name: string;
            };
            /** @description 判断に使う発注者の規則の版と日付。validFrom が null は未確認 */
            rules: {
                validFrom: string | null;
                /**
                 * Format: date
                 * @description 日付(日本時間)
                 */
                judgedOn: string;
                source: string | null;
            };
            claimedBy: string | null;
            /** @description 自分が審査を始めた */
            mine: boolean;
            /** @description 今、自分にできること */
            commands: ("claim" | "approve" | "decline" | "return" | "receive_fee" | "resume" | "void")[];
            guarantees: {
                /** @enum {string} */
                kind: "advance_payment" | "interim_advance_payment" | "performance";
                /** @enum {string} */
                status: "draft" | "submitted" | "under_review" | "awaiting_second_approval" | "approved" | "fee_due" | "issuing" | "issued" | "returned" | "declined" | "held" | "voided" | "withdrawn";
                /** @description 今、自分にできること */
                commands: ("claim" | "approve" | "decline" | "return" | "receive_fee" | "resume" | "void")[];
                limits: components["schemas"]["JudgedLimit"][];
                /** @description 審査に必要な添付書類。anyOf のどれか一つ */
                papers: {
                    anyOf: ("contract" | "award_notice" | "recognition" | "amended_contract" | "other")[];
                    present: boolean;
                }[];
                /** @description 金額が大きいため、二人の承認が必要 */
                needsSecondApproval: boolean;
                firstApproval: {
                    by: string;
                    /** Format: date-time */
                    at: string;
                } | null;
                approval: {
                    by: string;
                    /** Format: date-time */
                    at: string;
                } | null;
                payBy: string | null;
                feeReceipt: components["schemas"]["FeeReceipt"] | null;
                held: components["schemas"]["Held"] | null;
            }[];
        };
        SignInInput: {
            loginId: string;
            password: string;
        };
        /** @description 提出方法の案内 */
        SubmissionGuide: {
            /** @description false: 発注者はこの保証の提出方法を公表していない */
            prescribed: boolean;
            /** @description 提出先 */
            addressee: {
                /**
                 * @description 申込の提出先、発注者の公表、または未定(担当課に確認する)
                 * @enum {string}
                 */
                from: "contractor" | "orderer" | "open";
                department: string | null;
                person: string | null;
                email: string | null;
                text: string;
            };
            channel: {
                /** @enum {string} */
                code: "email" | "email_or_fax" | "web_form" | "in_person";
                text: string;
            } | null;
            subject: {
                text: string | null;
                /** @description 件名の形 */
                pattern: string;
                missing: {
                    /** @enum {string} */
                    field: "workNumber" | "workName" | "tenderNumber" | "contractNumber" | "contractorName" | "guaranteeKind" | "guaranteeNumber" | "responsibleName" | "responsiblePhone" | "contactName" | "contactPhone" | "contactEmail";
                    label: string;
                }[];
            } | null;
            /** @description 本文に書く事項 */
            body: {
                /** @enum {string} */
                field: "workNumber" | "workName" | "tenderNumber" | "contractNumber" | "contractorName" | "guaranteeKind" | "guaranteeNumber" | "responsibleName" | "responsiblePhone" | "contactName" | "contactPhone" | "contactEmail";
                label: string;
                value: string | null;
            }[];
            attachments: {
                /** @enum {string} */
                code: "key_notice" | "key_notice_printed" | "invoice" | "other_papers";
                text: string;
            }[];
            deadline: {
                /** @enum {string} */
                code: "before_contract" | "with_contract" | "before_invoice" | "with_invoice";
                text: string;
            } | null;
            /** @description 送信したら電話で連絡する */
            confirmByPhone: boolean;
            notes: string[];
            missing: {
                /** @enum {string} */
                field: "workNumber" | "workName" | "tenderNumber" | "contractNumber" | "contractorName" | "guaranteeKind" | "guaranteeNumber" | "responsibleName" | "responsiblePhone" | "contactName" | "contactPhone" | "contactEmail";
                label: string;
            }[];
            source: string | null;
            /** @description 書面と同じ、読むための案内 */
            lines: {
                label: string;
                text: string;
            }[];
        };
        /** @description 保証料率表 */
        Tariff: {
            /** @description 保証料率表の版。例: 2027-04 */
            version: string;
            /**
             * Format: date
             * @description 日付(日本時間)
             */
            validFrom: string;
            /**
             * @description 適用前・適用中・適用終了
             * @enum {string}
             */
            status: "planned" | "in_force" | "past";
            /** @description 見本の料率である保証の種類 */
            sampleKinds: ("advance_payment" | "interim_advance_payment" | "performance")[];
            kinds: {
                advance_payment: {
                    /**
                     * @description marginal は段階ごとの部分に各段階の料率、whole は全額にその額の段階の料率、flat は一つの料率
                     * @enum {string}
                     */
                    method: "marginal" | "whole" | "flat";
                    tiers: {
                        upTo: number | null;
                        /** @description 料率(百万分率) */
                        ppm: number;
                    }[];
                    /** @description 最低保証料(円) */
                    minimum: number;
                    /**
                     * @description 端数の処理
                     * @enum {string}
                     */
                    rounding: "down" | "up" | "half_up";
                    /** @description 見本の料率。示すところではすべて見本と断る */
                    sample: boolean;
                };
                interim_advance_payment: {
                    /**
                     * @description marginal は段階ごとの部分に各段階の料率、whole は全額にその額の段階の料率、flat は一つの料率
                     * @enum {string}
                     */
                    method: "marginal" | "whole" | "flat";
                    tiers: {
                        upTo: number | null;
                        /** @description 料率(百万分率) */
                        ppm: number;
                    }[];
                    /** @description 最低保証料(円) */
                    minimum: number;
                    /**
                     * @description 端数の処理
                     * @enum {string}
                     */
                    rounding: "down" | "up" | "half_up";
                    /** @description 見本の料率。示すところではすべて見本と断る */
                    sample: boolean;
                };
                performance: {
                    /**
                     * @description marginal は段階ごとの部分に各段階の料率、whole は全額にその額の段階の料率、flat は一つの料率
                     * @enum {string}
                     */
                    method: "marginal" | "whole" | "flat";
                    tiers: {
                        upTo: number | null;
                        /** @description 料率(百万分率) */
                        ppm: number;
                    }[];
                    /** @description 最低保証料(円) */
                    minimum: number;
                    /**
                     * @description 端数の処理
                     * @enum {string}
                     */
                    rounding: "down" | "up" | "half_up";
                    /** @description 見本の料率。示すところではすべて見本と断る */
                    sample: boolean;
                };
            };
            terms: {
                /** @description 約款 */
                advance_payment: {
                    /** @description 約款の名前 */
                    name: string;
                    /** @description 約款の版 */
                    version: string;
                };
                /** @description 約款 */
                interim_advance_payment: {
                    /** @description 約款の名前 */
                    name: string;
                    /** @description 約款の版 */
                    version: string;
                };
                /** @description 約款 */
                performance: {
                    /** @description 約款の名前 */
                    name: string;
                    /** @description 約款の版 */
                    version: string;
                };
            };
        };
        /** @description 保証料率表と、同じ版の約款 */
        TariffInput: {
            /** @description 日付。2026-11-10、2026/11/10、20261110、令和8年11月10日、R8.11.10 のいずれか(全角可) */
            validFrom: string;
            kinds: {
                advance_payment: {
                    /**
                     * @description marginal は段階ごとの部分に各段階の料率、whole は全額にその額の段階の料率、flat は一つの料率
                     * @enum {string}
                     */
                    method: "marginal" | "whole" | "flat";
                    tiers: {
                        upTo: (number | string) | null;
                        /** @description 料率(百万分率) */
                        ppm: number;
                    }[];
                    /** @description 最低保証料(円) */
                    minimum: number;
                    /**
                     * @description 端数の処理
                     * @enum {string}
                     */
                    rounding: "down" | "up" | "half_up";
                    /** @description 見本の料率。示すところではすべて見本と断る */
                    sample: boolean;
                };
                interim_advance_payment: {
                    /**
                     * @description marginal は段階ごとの部分に各段階の料率、whole は全額にその額の段階の料率、flat は一つの料率
                     * @enum {string}
                     */
                    method: "marginal" | "whole" | "flat";
                    tiers: {
                        upTo: (number | string) | null;
                        /** @description 料率(百万分率) */
                        ppm: number;
                    }[];
                    /** @description 最低保証料(円) */
                    minimum: number;
                    /**
                     * @description 端数の処理
                     * @enum {string}
                     */
                    rounding: "down" | "up" | "half_up";
                    /** @description 見本の料率。示すところではすべて見本と断る */
                    sample: boolean;
                };
                performance: {
                    /**
                     * @description marginal は段階ごとの部分に各段階の料率、whole は全額にその額の段階の料率、flat は一つの料率
                     * @enum {string}
                     */
                    method: "marginal" | "whole" | "flat";
                    tiers: {
                        upTo: (number | string) | null;
                        /** @description 料率(百万分率) */
                        ppm: number;
                    }[];
                    /** @description 最低保証料(円) */
                    minimum: number;
                    /**
                     * @description 端数の処理
                     * @enum {string}
                     */
                    rounding: "down" | "up" | "half_up";
                    /** @description 見本の料率。示すところではすべて見本と断る */
                    sample: boolean;
                };
            };
            terms: {
                /** @description 約款 */
                advance_payment: {
                    /** @description 約款の名前 */
                    name: string;
                    /** @description 約款の版 */
                    version: string;
                };
                /** @description 約款 */
                interim_advance_payment: {
                    /** @description 約款の名前 */
                    name: string;
                    /** @description 約款の版 */
                    version: string;
                };
                /** @description 約款 */
                performance: {
                    /** @description 約款の名前 */
                    name: string;
                    /** @description 約款の版 */
                    version: string;
                };
            };
        };
        TariffList: {
            tariffs: components["schemas"]["Tariff"][];
        };
        /** @description 古い順 */
        Timeline: {
            timeline: components["schemas"]["TimelineEntry"][];
            next: string | null;
        };
        TimelineEntry: {
            event: components["schemas"]["Event"];
            /** @description 画面に出す言葉 */
            title: string;
            acknowledgement: {
                /**
                 * @description 受領 / 訂正依頼
                 * @enum {string}
                 */
                result: "accepted" | "correction_requested";
                /** @description 訂正してほしい内容 */
                reason: string;
                declaredBy: {
                    organisation: string;
                    department: string;
                    name: string;
                };
            } | null;
        };
        /** @description 書きかけの申込 */
        UnfinishedApplication: {
            /** Format: uuid */
            id: string;
            applicationId: string | null;
            fields: {
                /** @description 項目の名前 */
                name: string;
                /** @description 入力されたままの文字 */
                text: string;
            }[];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        /** @description 書きかけの申込。内容は確かめない */
        UnfinishedApplicationInput: {
            applicationId: string | null;
            fields: {
                /** @description 項目の名前 */
                name: string;
                /** @description 入力されたままの文字 */
                text: string;
            }[];
        };
        UnfinishedApplicationList: {
            unfinishedApplications: components["schemas"]["UnfinishedApplication"][];
            next: string | null;
        };
        /** @description 利用者 */
        User: {
            /** Format: uuid */
            id: string;
            loginId: string;
            name: string;
            email: string | null;
            /** @enum {string} */
            role: "contractor" | "underwriter" | "admin";
            contractor: string | null;
            companyRole: ("applicant" | "company_admin") | null;
            branches: string[] | null;
            /**
             * @description 招待中・利用中・利用停止
             * @enum {string}
             */
            status: "invited" | "active" | "stopped";
            /** Format: date-time */
            createdAt: string;
        };
        UserList: {
            users: components["schemas"]["User"][];
            next: string | null;
        };
        UserPatch: {
            /** @description 氏名 */
            name?: string;
            /** Format: email */
            email?: string;
            /** @enum {string} */
            companyRole?: "applicant" | "company_admin";
            branches?: string[] | null;
        };
        /** @description 通知先。previousSecretUntil まで、一つ前のシークレットでも署名する */
        WebhookEndpoint: {
            /** Format: uuid */
            id: string;
            url: string;
            description: string;
            eventTypes: ("application.returned" | "application.declined" | "application.voided" | "fee.due" | "change_request.returned" | "change_request.declined" | "change_request.fee_due" | "guarantee.issued" | "guarantee.amended" | "guarantee.corrected" | "guarantee.cancelled" | "guarantee.voided" | "guarantee.ending_soon" | "guarantee.key_replaced" | "certificate.viewed" | "certificate.acknowledged")[] | null;
            enabled: boolean;
            disabledBecause: ("gone" | "by_request") | null;
            previousSecretUntil: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        /** @description 通知先 */
        WebhookEndpointInput: {
            /** @description 公開されている https のURL */
            url: string;
            /** @description 覚え書き */
            description: string;
            eventTypes: ("application.returned" | "application.declined" | "application.voided" | "fee.due" | "change_request.returned" | "change_request.declined" | "change_request.fee_due" | "guarantee.issued" | "guarantee.amended" | "guarantee.corrected" | "guarantee.cancelled" | "guarantee.voided" | "guarantee.ending_soon" | "guarantee.key_replaced" | "certificate.viewed" | "certificate.acknowledged")[] | null;
        };
        WebhookEndpointList: {
            endpoints: components["schemas"]["WebhookEndpoint"][];
        };
        WebhookEndpointPatch: {
            /** @description 公開されている https のURL */
            url?: string;
            /** @description 覚え書き */
            description?: string;
            eventTypes?: ("application.returned" | "application.declined" | "application.voided" | "fee.due" | "change_request.returned" | "change_request.declined" | "change_request.fee_due" | "guarantee.issued" | "guarantee.amended" | "guarantee.corrected" | "guarantee.cancelled" | "guarantee.voided" | "guarantee.ending_soon" | "guarantee.key_replaced" | "certificate.viewed" | "certificate.acknowledged")[] | null;
            /** @description false で送信を止め、true で再開する */
            enabled?: boolean;
        };
        /** @description 通知先と、そのシークレット */
        WebhookEndpointWithSecret: {
            /** Format: uuid */
            id: string;
            url: string;
            description: string;
            eventTypes: ("application.returned" | "application.declined" | "application.voided" | "fee.due" | "change_request.returned" | "change_request.declined" | "change_request.fee_due" | "guarantee.issued" | "guarantee.amended" | "guarantee.corrected" | "guarantee.cancelled" | "guarantee.voided" | "guarantee.ending_soon" | "guarantee.key_replaced" | "certificate.viewed" | "certificate.acknowledged")[] | null;
            enabled: boolean;
            disabledBecause: ("gone" | "by_request") | null;
            previousSecretUntil: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            /** @description 署名のシークレット(whsec_…)。この答えにだけ示す */
            secret: string;
        };
        Works: {
            /** Format: uuid */
            id: string;
            orderer: string;
            /**
             * @description 工事か業務委託か
             * @enum {string}
             */
            subject: "construction" | "consulting";
            name: string;
            number: string | null;
            place: string;
            /** @description 円 */
            contractPrice: number;
            contractDate: string | null;
            contractNumber: string | null;
            tenderNumber: string | null;
            /** @description 公告日・入札日・発注日・落札決定日・契約予定日・当初契約日 */
            dates: {
                notice: string | null;
                bid: string | null;
                order: string | null;
                award: string | null;
                plannedContract: string | null;
                originalContract: string | null;
            };
            period: {
                /**
                 * Format: date
                 * @description 日付(日本時間)
                 */
                from: string;
                /**
                 * Format: date
                 * @description 日付(日本時間)
                 */
                to: string;
            };
            /** @description 低入札価格調査等の対象 */
            lowBid: boolean;
            /** @description 前払金を予定する請負契約である */
            advancePlanned: boolean;
            /** @description この工事について発注者が電子保証を認めている(受注者の申告) */
            ordererAllowsElectronic: boolean;
            fiscalYears: {
                /** @description 年度(西暦) */
                year: number;
                /** @description 円 */
                plannedOutput: number;
                /** @description 円 */
                paymentLimit: number;
            }[] | null;
            jointVenture: {
                name: string;
                /** @description 代表者。members の何番目か(0から) */
                representative: number;
                members: {
                    name: string;
                    address: string;
                    representativeTitle: string;
                    representativeName: string;
                    /** @description 出資割合(%) */
                    sharePercent: string;
                }[];
            } | null;
            ordererSignatory: {
                office: string | null;
                title: string;
                name: string | null;
            } | null;
            contractorSignatory: {
                office: string | null;
                title: string;
                name: string | null;
            } | null;
            submitTo: {
                department: string | null;
                person: string | null;
                email: string | null;
            } | null;
            /** Format: date-time */
            createdAt: string;
        };
        /** @description 請負工事(業務委託)と発注者 */
        WorksBody: {
            /** @description 発注者コード */
            orderer: string;
            /**
             * @description 工事か業務委託か
             * @enum {string}
             */
            subject: "construction" | "consulting";
            name: string;
            number: string | null;
            place: string;
            /** @description 円。整数、または入力されたままの文字列(全角数字・カンマ・「円」可) */
            contractPrice: number | string;
            contractDate: string | null;
            contractNumber: string | null;
            tenderNumber: string | null;
            /** @description 公告日・入札日・発注日・落札決定日・契約予定日・当初契約日 */
            dates: {
                notice: string | null;
                bid: string | null;
                order: string | null;
                award: string | null;
                plannedContract: string | null;
                originalContract: string | null;
            };
            period: {
                /** @description 日付。2026-11-10、2026/11/10、20261110、令和8年11月10日、R8.11.10 のいずれか(全角可) */
                from: string;
                /** @description 日付。2026-11-10、2026/11/10、20261110、令和8年11月10日、R8.11.10 のいずれか(全角可) */
                to: string;
            };
            /** @description 低入札価格調査等の対象 */
            lowBid: boolean;
            /** @description 前払金を予定する請負契約である */
            advancePlanned: boolean;
            /** @description この工事について発注者が電子保証を認めている(受注者の申告) */
            ordererAllowsElectronic: boolean;
            fiscalYears: {
                /** @description 年度(西暦) */
                year: number;
                /** @description 円(0円を含む)。整数、または入力されたままの文字列 */
                plannedOutput: number | string;
                /** @description 円(0円を含む)。整数、または入力されたままの文字列 */
                paymentLimit: number | string;
            }[] | null;
            jointVenture: {
                name: string;
                /** @description 代表者。members の何番目か(0から) */
                representative: number;
                members: {
                    name: string;
                    address: string;
                    representativeTitle: string;
                    representativeName: string;
                    /** @description 出資割合(%) */
                    sharePercent: string;
                }[];
            } | null;
            ordererSignatory: {
                office: string | null;
                title: string;
                name: string | null;
            } | null;
            contractorSignatory: {
                office: string | null;
                title: string;
                name: string | null;
            } | null;
            submitTo: {
                department: string | null;
                person: string | null;
                email: string | null;
            } | null;
        };
        /** @description 請負工事(業務委託)の内容 */
        WorksInput: {
            /**
             * @description 工事か業務委託か
             * @enum {string}
             */
            subject: "construction" | "consulting";
            name: string;
            number: string | null;
            place: string;
            /** @description 円。整数、または入力されたままの文字列(全角数字・カンマ・「円」可) */
            contractPrice: number | string;
            contractDate: string | null;
            contractNumber: string | null;
            tenderNumber: string | null;
            /** @description 公告日・入札日・発注日・落札決定日・契約予定日・当初契約日 */
            dates: {
                notice: string | null;
                bid: string | null;
                order: string | null;
                award: string | null;
                plannedContract: string | null;
                originalContract: string | null;
            };
            period: {
                /** @description 日付。2026-11-10、2026/11/10、20261110、令和8年11月10日、R8.11.10 のいずれか(全角可) */
                from: string;
                /** @description 日付。2026-11-10、2026/11/10、20261110、令和8年11月10日、R8.11.10 のいずれか(全角可) */
                to: string;
            };
            /** @description 低入札価格調査等の対象 */
            lowBid: boolean;
            /** @description 前払金を予定する請負契約である */
            advancePlanned: boolean;
            /** @description この工事について発注者が電子保証を認めている(受注者の申告) */
            ordererAllowsElectronic: boolean;
            fiscalYears: {
                /** @description 年度(西暦) */
                year: number;
                /** @description 円(0円を含む)。整数、または入力されたままの文字列 */
                plannedOutput: number | string;
                /** @description 円(0円を含む)。整数、または入力されたままの文字列 */
                paymentLimit: number | string;
            }[] | null;
            jointVenture: {
                name: string;
                /** @description 代表者。members の何番目か(0から) */
                representative: number;
                members: {
                    name: string;
                    address: string;
                    representativeTitle: string;
                    representativeName: string;
                    /** @description 出資割合(%) */
                    sharePercent: string;
                }[];
            } | null;
            ordererSignatory: {
                office: string | null;
                title: string;
                name: string | null;
            } | null;
            contractorSignatory: {
                office: string | null;
                title: string;
                name: string | null;
            } | null;
            submitTo: {
                department: string | null;
                person: string | null;
                email: string | null;
            } | null;
        };
        WorksList: {
            works: components["schemas"]["Works"][];
            next: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export interface operations {
    readJwks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "keys": [
                     *         {
                     *           "kty": "EC",
                     *           "crv": "P-256",
                     *           "x": "DX1bcYFLURtSxyQiz54iz_cUZcWuAYTAvyrom7Gn9tg",
                     *           "y": "wMYyC6s0jFfbGSLamdUMS7t-3sb0J7Qy5rIDmBG9YEc",
                     *           "kid": "JxWVxGZ8bnwafdETuLQk9GxmqtWiM6UQZ_54p0MqZzg",
                     *           "use": "sig",
                     *           "alg": "ES256",
                     *           "purpose": "certificate",
                     *           "status": "active",
                     *           "compromisedSince": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        keys: {
                            kty: string;
                            crv: string;
                            x: string;
                            y: string;
                            kid: string;
                            use: string;
                            alg: string;
                            /** @description certificate・envelope・call・pdf のどれに使う鍵か */
                            purpose: string;
                            /**
                             * @description retired: 過去の署名の検証だけに使う鍵、compromised: 他人の手に渡ったおそれのある鍵
                             * @enum {string}
                             */
                            status: "active" | "retired" | "compromised";
                            compromisedSince: string | null;
                        }[];
                    };
                };
            };
        };
    };
    checkLive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    checkReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    readMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 計測値 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example # HELP process_cpu_seconds_total Total user and system CPU time spent in seconds.
                     *     # TYPE process_cpu_seconds_total counter
                     *     process_cpu_seconds_total 11.7
                     */
                    "text/plain": string;
                };
            };
        };
    };
    issueAccessToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "grant_type": "client_credentials",
                 *       "scope": "applications:read applications:write guarantees:read authentication-keys:read"
                 *     }
                 */
                "application/x-www-form-urlencoded": {
                    /** @description client_credentials */
                    grant_type: string;
                    client_id?: string;
                    client_secret?: string;
                    /** @description 空白区切り。省略するとすべて */
                    scope?: string;
                };
            };
        };
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "access_token": "eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiJtaWhvbiJ9.c2lnbmF0dXJl",
                     *       "token_type": "Bearer",
                     *       "expires_in": 900,
                     *       "scope": "applications:read applications:write guarantees:read authentication-keys:read"
                     *     }
                     */
                    "application/json": components["schemas"]["AccessToken"];
                };
            };
        };
    };
    listApplications: {
        parameters: {
            query?: {
                /** @description 件数(1から100)。省略すると50 */
                limit?: string;
                /** @description 前の答えの next */
                cursor?: string;
                branch?: string;
                status?: "draft" | "submitted" | "under_review" | "returned" | "withdrawn" | "reviewed" | "completed";
                /** @description 貴社の管理番号(完全に一致するもの) */
                externalReference?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "applications": [
                     *         {
                     *           "id": "29948287-7d7b-4cc2-8a3e-53def9b8054a",
                     *           "receiptNumber": "8-000012",
                     *           "orderer": "203629",
                     *           "worksName": "町道○○線 道路改良工事",
                     *           "contractor": "○○建設 株式会社",
                     *           "branch": "nagano",
                     *           "claimedBy": null,
                     *           "status": "submitted",
                     *           "guarantees": [
                     *             {
                     *               "kind": "performance",
                     *               "status": "submitted",
                     *               "guaranteeNumber": null
                     *             }
                     *           ],
                     *           "externalReference": null,
                     *           "createdAt": "2026-11-12T01:00:00.000Z",
                     *           "submittedAt": "2026-11-12T01:00:00.000Z"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["ApplicationList"];
                };
            };
        };
    };
    createApplication: {
        parameters: {
            query?: never;
            header?: {
                /** @description 必須。同じ値で繰り返した要求には、24時間は同じ答えを返し、二度は実行しない */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "orderer": "203629",
                 *       "works": {
                 *         "subject": "construction",
                 *         "name": "町道○○線 道路改良工事",
                 *         "number": "08-0123",
                 *         "place": "長野県諏訪郡富士見町",
                 *         "contractPrice": 50000000,
                 *         "contractDate": "2026-11-10",
                 *         "contractNumber": null,
                 *         "tenderNumber": null,
                 *         "dates": {
                 *           "notice": null,
                 *           "bid": null,
                 *           "order": null,
                 *           "award": null,
                 *           "plannedContract": null,
                 *           "originalContract": null
                 *         },
                 *         "period": {
                 *           "from": "2026-11-11",
                 *           "to": "2027-03-19"
                 *         },
                 *         "lowBid": false,
                 *         "advancePlanned": true,
                 *         "ordererAllowsElectronic": true,
                 *         "fiscalYears": null,
                 *         "jointVenture": null,
                 *         "ordererSignatory": {
                 *           "office": null,
                 *           "title": "富士見町長",
                 *           "name": null
                 *         },
                 *         "contractorSignatory": null,
                 *         "submitTo": {
                 *           "department": "建設課",
                 *           "person": null,
                 *           "email": "kensetsu@example.jp"
                 *         }
                 *       },
                 *       "guarantees": [
                 *         {
                 *           "kind": "advance_payment",
                 *           "form": "electronic",
                 *           "amount": 20000000,
                 *           "fiscalYearBase": null,
                 *           "depositary": "○○銀行　××支店",
                 *           "redeposit": "not_used",
                 *           "feePayment": "lump_sum",
                 *           "feeBilledTo": "本社 経理部",
                 *           "paperFeeStatement": false
                 *         },
                 *         {
                 *           "kind": "performance",
                 *           "form": "electronic",
                 *           "amount": 5000000,
                 *           "feePayment": "lump_sum",
                 *           "feeBilledTo": "本社 経理部",
                 *           "paperFeeStatement": false
                 *         }
                 *       ],
                 *       "branch": "nagano",
                 *       "completionNotice": {
                 *         "wanted": true,
                 *         "email": "soumu@ejcs.co.jp"
                 *       },
                 *       "paperDelivery": null,
                 *       "contact": {
                 *         "department": "総務部",
                 *         "title": "課長",
                 *         "name": "見本 太郎",
                 *         "phone": "026-000-0000",
                 *         "email": "soumu@ejcs.co.jp"
                 *       },
                 *       "messageToIssuer": "",
                 *       "externalReference": null
                 *     }
                 */
                "application/json": components["schemas"]["ApplicationInput"];
            };
        };
        responses: {
            /** @description 成功 */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "29948287-7d7b-4cc2-8a3e-53def9b8054a",
                     *       "receiptNumber": "8-000012",
                     *       "worksId": "a6dfc62f-e60e-44bb-b806-20dd9702c230",
                     *       "orderer": "203629",
                     *       "status": "submitted",
                     *       "works": {
                     *         "id": "a6dfc62f-e60e-44bb-b806-20dd9702c230",
                     *         "orderer": "203629",
                     *         "subject": "construction",
                     *         "name": "町道○○線 道路改良工事",
                     *         "number": "08-0123",
                     *         "place": "長野県諏訪郡富士見町",
                     *         "contractPrice": 50000000,
                     *         "contractDate": "2026-11-10",
                     *         "contractNumber": null,
                     *         "tenderNumber": null,
                     *         "dates": {
                     *           "notice": null,
                     *           "bid": null,
                     *           "order": null,
                     *           "award": null,
                     *           "plannedContract": null,
                     *           "originalContract": null
                     *         },
                     *         "period": {
                     *           "from": "2026-11-11",
                     *           "to": "2027-03-19"
                     *         },
                     *         "lowBid": false,
                     *         "advancePlanned": true,
                     *         "ordererAllowsElectronic": true,
                     *         "fiscalYears": null,
                     *         "jointVenture": null,
                     *         "ordererSignatory": {
                     *           "office": null,
                     *           "title": "富士見町長",
                     *           "name": null
                     *         },
                     *         "contractorSignatory": null,
                     *         "submitTo": {
                     *           "department": "建設課",
                     *           "person": null,
                     *           "email": "kensetsu@example.jp"
                     *         },
                     *         "createdAt": "2026-11-12T01:00:00.000Z"
                     *       },
                     *       "guarantees": [
                     *         {
                     *           "kind": "advance_payment",
                     *           "amount": 20000000,
                     *           "status": "submitted",
                     *           "guaranteeNumber": null,
                     *           "form": "electronic",
                     *           "interim": null,
                     *           "feePayment": "lump_sum",
                     *           "feeBilledTo": "本社 経理部",
                     *           "paperFeeStatement": false,
                     *           "period": {
                     *             "from": "2026-11-10",
                     *             "to": "2027-03-19",
                     *             "derivedFrom": "works_period"
                     *           },
                     *           "message": null,
                     *           "advance": {
                     *             "fiscalYearBase": null,
                     *             "depositary": "○○銀行　××支店",
                     *             "redeposit": "not_used"
                     *           },
                     *           "ratio": {
                     *             "percent": "40.0",
                     *             "of": "contractPrice"
                     *           },
                     *           "fee": {
                     *             "amount": 60000,
                     *             "tariffVersion": "見本-2026-04",
                     *             "sample": true,
                     *             "lines": [
                     *               {
                     *                 "type": "rate",
                     *                 "base": 10000000,
                     *                 "ppm": 3500,
                     *                 "rounding": "down",
                     *                 "amount": 35000
                     *               },
                     *               {
                     *                 "type": "rate",
                     *                 "base": 10000000,
                     *                 "ppm": 2500,
                     *                 "rounding": "down",
                     *                 "amount": 25000
                     *               }
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "kind": "performance",
                     *           "amount": 5000000,
                     *           "status": "submitted",
                     *           "guaranteeNumber": null,
                     *           "form": "electronic",
                     *           "interim": null,
                     *           "feePayment": "lump_sum",
                     *           "feeBilledTo": "本社 経理部",
                     *           "paperFeeStatement": false,
                     *           "period": {
                     *             "from": "2026-11-10",
                     *             "to": "2027-03-19",
                     *             "derivedFrom": "works_period"
                     *           },
                     *           "message": null,
                     *           "advance": null,
                     *           "ratio": {
                     *             "percent": "10.0",
                     *             "of": "contractPrice"
                     *           },
                     *           "fee": {
                     *             "amount": 20000,
                     *             "tariffVersion": "見本-2026-04",
                     *             "sample": true,
                     *             "lines": [
                     *               {
                     *                 "type": "rate",
                     *                 "base": 5000000,
                     *                 "ppm": 4000,
                     *                 "rounding": "down",
                     *                 "amount": 20000
                     *               }
                     *             ]
                     *           }
                     *         }
                     *       ],
                     *       "warnings": [
                     *         {
                     *           "code": "attachment_missing",
                     *           "severity": "holds_approval",
                     *           "pointer": "/guarantees/0",
                     *           "detail": "前払金保証の審査には、請負契約書の添付が必要です。",
                     *           "rule": null
                     *         }
                     *       ],
                     *       "judgements": [
                     *         {
                     *           "kind": "advance_payment",
                     *           "act": "submission",
                     *           "orderer": "203629",
                     *           "validFrom": "2024-01-01",
                     *           "judgedOn": "2026-11-10",
                     *           "at": "2026-11-12T01:00:00.000Z"
                     *         }
                     *       ],
                     *       "branch": "nagano",
                     *       "completionNotice": {
                     *         "wanted": true,
                     *         "email": "soumu@ejcs.co.jp"
                     *       },
                     *       "paperDelivery": null,
                     *       "contact": {
                     *         "department": "総務部",
                     *         "title": "課長",
                     *         "name": "見本 太郎",
                     *         "phone": "026-000-0000",
                     *         "email": "soumu@ejcs.co.jp"
                     *       },
                     *       "messageToIssuer": "",
                     *       "externalReference": null,
                     *       "messageToContractor": null,
                     *       "createdAt": "2026-11-12T01:00:00.000Z",
                     *       "updatedAt": "2026-11-12T01:00:00.000Z",
                     *       "submittedAt": "2026-11-12T01:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Application"];
                };
            };
        };
    };
    readApplication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 29948287-7d7b-4cc2-8a3e-53def9b8054a */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "29948287-7d7b-4cc2-8a3e-53def9b8054a",
                     *       "receiptNumber": "8-000012",
                     *       "worksId": "a6dfc62f-e60e-44bb-b806-20dd9702c230",
                     *       "orderer": "203629",
                     *       "status": "submitted",
                     *       "works": {
                     *         "id": "a6dfc62f-e60e-44bb-b806-20dd9702c230",
                     *         "orderer": "203629",
                     *         "subject": "construction",
                     *         "name": "町道○○線 道路改良工事",
                     *         "number": "08-0123",
                     *         "place": "長野県諏訪郡富士見町",
                     *         "contractPrice": 50000000,
                     *         "contractDate": "2026-11-10",
                     *         "contractNumber": null,
                     *         "tenderNumber": null,
                     *         "dates": {
                     *           "notice": null,
                     *           "bid": null,
                     *           "order": null,
                     *           "award": null,
                     *           "plannedContract": null,
                     *           "originalContract": null
                     *         },
                     *         "period": {
                     *           "from": "2026-11-11",
                     *           "to": "2027-03-19"
                     *         },
                     *         "lowBid": false,
                     *         "advancePlanned": true,
                     *         "ordererAllowsElectronic": true,
                     *         "fiscalYears": null,
                     *         "jointVenture": null,
                     *         "ordererSignatory": {
                     *           "office": null,
                     *           "title": "富士見町長",
                     *           "name": null
                     *         },
                     *         "contractorSignatory": null,
                     *         "submitTo": {
                     *           "department": "建設課",
                     *           "person": null,
                     *           "email": "kensetsu@example.jp"
                     *         },
                     *         "createdAt": "2026-11-12T01:00:00.000Z"
                     *       },
                     *       "guarantees": [
                     *         {
                     *           "kind": "advance_payment",
                     *           "amount": 20000000,
                     *           "status": "submitted",
                     *           "guaranteeNumber": null,
                     *           "form": "electronic",
                     *           "interim": null,
                     *           "feePayment": "lump_sum",
                     *           "feeBilledTo": "本社 経理部",
                     *           "paperFeeStatement": false,
                     *           "period": {
                     *             "from": "2026-11-10",
                     *             "to": "2027-03-19",
                     *             "derivedFrom": "works_period"
                     *           },
                     *           "message": null,
                     *           "advance": {
                     *             "fiscalYearBase": null,
                     *             "depositary": "○○銀行　××支店",
                     *             "redeposit": "not_used"
                     *           },
                     *           "ratio": {
                     *             "percent": "40.0",
                     *             "of": "contractPrice"
                     *           },
                     *           "fee": {
                     *             "amount": 60000,
                     *             "tariffVersion": "見本-2026-04",
                     *             "sample": true,
                     *             "lines": [
                     *               {
                     *                 "type": "rate",
                     *                 "base": 10000000,
                     *                 "ppm": 3500,
                     *                 "rounding": "down",
                     *                 "amount": 35000
                     *               },
                     *               {
                     *                 "type": "rate",
                     *                 "base": 10000000,
                     *                 "ppm": 2500,
                     *                 "rounding": "down",
                     *                 "amount": 25000
                     *               }
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "kind": "performance",
                     *           "amount": 5000000,
                     *           "status": "submitted",
                     *           "guaranteeNumber": null,
                     *           "form": "electronic",
                     *           "interim": null,
                     *           "feePayment": "lump_sum",
                     *           "feeBilledTo": "本社 経理部",
                     *           "paperFeeStatement": false,
                     *           "period": {
                     *             "from": "2026-11-10",
                     *             "to": "2027-03-19",
                     *             "derivedFrom": "works_period"
                     *           },
                     *           "message": null,
                     *           "advance": null,
                     *           "ratio": {
                     *             "percent": "10.0",
                     *             "of": "contractPrice"
                     *           },
                     *           "fee": {
                     *             "amount": 20000,
                     *             "tariffVersion": "見本-2026-04",
                     *             "sample": true,
                     *             "lines": [
                     *               {
                     *                 "type": "rate",
                     *                 "base": 5000000,
                     *                 "ppm": 4000,
                     *                 "rounding": "down",
                     *                 "amount": 20000
                     *               }
                     *             ]
                     *           }
                     *         }
                     *       ],
                     *       "warnings": [
                     *         {
                     *           "code": "attachment_missing",
                     *           "severity": "holds_approval",
                     *           "pointer": "/guarantees/0",
                     *           "detail": "前払金保証の審査には、請負契約書の添付が必要です。",
                     *           "rule": null
                     *         }
                     *       ],
                     *       "judgements": [
                     *         {
                     *           "kind": "advance_payment",
                     *           "act": "submission",
                     *           "orderer": "203629",
                     *           "validFrom": "2024-01-01",
                     *           "judgedOn": "2026-11-10",
                     *           "at": "2026-11-12T01:00:00.000Z"
                     *         }
                     *       ],
                     *       "branch": "nagano",
                     *       "completionNotice": {
                     *         "wanted": true,
                     *         "email": "soumu@ejcs.co.jp"
                     *       },
                     *       "paperDelivery": null,
                     *       "contact": {
                     *         "department": "総務部",
                     *         "title": "課長",
                     *         "name": "見本 太郎",
                     *         "phone": "026-000-0000",
                     *         "email": "soumu@ejcs.co.jp"
                     *       },
                     *       "messageToIssuer": "",
                     *       "externalReference": null,
                     *       "messageToContractor": null,
                     *       "createdAt": "2026-11-12T01:00:00.000Z",
                     *       "updatedAt": "2026-11-12T01:00:00.000Z",
                     *       "submittedAt": "2026-11-12T01:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Application"];
                };
            };
        };
    };
    changeApplication: {
        parameters: {
            query?: never;
            header?: {
                /** @description 必須。読み込んだときの ETag */
                "if-match"?: string;
            };
            path: {
                /** @example 29948287-7d7b-4cc2-8a3e-53def9b8054a */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "works": {
                 *         "subject": "construction",
                 *         "name": "町道○○線 舗装工事",
                 *         "number": "08-0123",
                 *         "place": "長野県諏訪郡富士見町",
                 *         "contractPrice": 50000000,
                 *         "contractDate": "2026-11-10",
                 *         "contractNumber": null,
                 *         "tenderNumber": null,
                 *         "dates": {
                 *           "notice": null,
                 *           "bid": null,
                 *           "order": null,
                 *           "award": null,
                 *           "plannedContract": null,
                 *           "originalContract": null
                 *         },
                 *         "period": {
                 *           "from": "2026-11-11",
                 *           "to": "2027-03-19"
                 *         },
                 *         "lowBid": false,
                 *         "advancePlanned": true,
                 *         "ordererAllowsElectronic": true,
                 *         "fiscalYears": null,
                 *         "jointVenture": null,
                 *         "ordererSignatory": {
                 *           "office": null,
                 *           "title": "富士見町長",
                 *           "name": null
                 *         },
                 *         "contractorSignatory": null,
                 *         "submitTo": {
                 *           "department": "建設課",
                 *           "person": null,
                 *           "email": "kensetsu@example.jp"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ApplicationPatch"];
            };
        };
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "29948287-7d7b-4cc2-8a3e-53def9b8054a",
                     *       "receiptNumber": "8-000012",
                     *       "worksId": "a6dfc62f-e60e-44bb-b806-20dd9702c230",
                     *       "orderer": "203629",
                     *       "status": "submitted",
                     *       "works": {
                     *         "id": "a6dfc62f-e60e-44bb-b806-20dd9702c230",
                     *         "orderer": "203629",
                     *         "subject": "construction",
                     *         "name": "町道○○線 道路改良工事",
                     *         "number": "08-0123",
                     *         "place": "長野県諏訪郡富士見町",
                     *         "contractPrice": 50000000,
                     *         "contractDate": "2026-11-10",
                     *         "contractNumber": null,
                     *         "tenderNumber": null,
                     *         "dates": {
                     *           "notice": null,
                     *           "bid": null,
                     *           "order": null,
                     *           "award": null,
                     *           "plannedContract": null,
                     *           "originalContract": null
                     *         },
                     *         "period": {
                     *           "from": "2026-11-11",
                     *           "to": "2027-03-19"
                     *         },
                     *         "lowBid": false,
                     *         "advancePlanned": true,
                     *         "ordererAllowsElectronic": true,
                     *         "fiscalYears": null,
                     *         "jointVenture": null,
                     *         "ordererSignatory": {
                     *           "office": null,
                     *           "title": "富士見町長",
                     *           "name": null
                     *         },
                     *         "contractorSignatory": null,
                     *         "submitTo": {
                     *           "department": "建設課",
                     *           "person": null,
                     *           "email": "kensetsu@example.jp"
                     *         },
                     *         "createdAt": "2026-11-12T01:00:00.000Z"
                     *       },
                     *       "guarantees": [
                     *         {
                     *           "kind": "advance_payment",
                     *           "amount": 20000000,
                     *           "status": "submitted",
                     *           "guaranteeNumber": null,
                     *           "form": "electronic",
                     *           "interim": null,
                     *           "feePayment": "lump_sum",
                     *           "feeBilledTo": "本社 経理部",
                     *           "paperFeeStatement": false,
                     *           "period": {
                     *             "from": "2026-11-10",
                     *             "to": "2027-03-19",
                     *             "derivedFrom": "works_period"
                     *           },
                     *           "message": null,
                     *           "advance": {
                     *             "fiscalYearBase": null,
                     *             "depositary": "○○銀行　××支店",
                     *             "redeposit": "not_used"
                     *           },
                     *           "ratio": {
                     *             "percent": "40.0",
                     *             "of": "contractPrice"
                     *           },
                     *           "fee": {
                     *             "amount": 60000,
                     *             "tariffVersion": "見本-2026-04",
                     *             "sample": true,
                     *             "lines": [
                     *               {
                     *                 "type": "rate",
                     *                 "base": 10000000,
                     *                 "ppm": 3500,
                     *                 "rounding": "down",
                     *                 "amount": 35000
                     *               },
                     *               {
                     *                 "type": "rate",
                     *                 "base": 10000000,
                     *                 "ppm": 2500,
                     *                 "rounding": "down",
                     *                 "amount": 25000
                     *               }
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "kind": "performance",
                     *           "amount": 5000000,
                     *           "status": "submitted",
                     *           "guaranteeNumber": null,
                     *           "form": "electronic",
                     *           "interim": null,
                     *           "feePayment": "lump_sum",
                     *           "feeBilledTo": "本社 経理部",
                     *           "paperFeeStatement": false,
                     *           "period": {
                     *             "from": "2026-11-10",
                     *             "to": "2027-03-19",
                     *             "derivedFrom": "works_period"
                     *           },
                     *           "message": null,
                     *           "advance": null,
                     *           "ratio": {
                     *             "percent": "10.0",
                     *             "of": "contractPrice"
                     *           },
                     *           "fee": {
                     *             "amount": 20000,
                     *             "tariffVersion": "見本-2026-04",
                     *             "sample": true,
                     *             "lines": [
                     *               {
                     *                 "type": "rate",
                     *                 "base": 5000000,
                     *                 "ppm": 4000,
                     *                 "rounding": "down",
                     *                 "amount": 20000
                     *               }
                     *             ]
                     *           }
                     *         }
                     *       ],
                     *       "warnings": [
                     *         {
                     *           "code": "attachment_missing",
                     *           "severity": "holds_approval",
                     *           "pointer": "/guarantees/0",
                     *           "detail": "前払金保証の審査には、請負契約書の添付が必要です。",
                     *           "rule": null
                     *         }
                     *       ],
                     *       "judgements": [
                     *         {
                     *           "kind": "advance_payment",
                     *           "act": "submission",
                     *           "orderer": "203629",
                     *           "validFrom": "2024-01-01",
                     *           "judgedOn": "2026-11-10",
                     *           "at": "2026-11-12T01:00:00.000Z"
                     *         }
                     *       ],
                     *       "branch": "nagano",
                     *       "completionNotice": {
                     *         "wanted": true,
                     *         "email": "soumu@ejcs.co.jp"
                     *       },
                     *       "paperDelivery": null,
                     *       "contact": {
                     *         "department": "総務部",
                     *         "title": "課長",
                     *         "name": "見本 太郎",
                     *         "phone": "026-000-0000",
                     *         "email": "soumu@ejcs.co.jp"
                     *       },
                     *       "messageToIssuer": "",
                     *       "externalReference": null,
                     *       "messageToContractor": null,
                     *       "createdAt": "2026-11-12T01:00:00.000Z",
                     *       "updatedAt": "2026-11-12T01:00:00.000Z",
                     *       "submittedAt": "2026-11-12T01:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Application"];
                };
            };
        };
    };
    listAttachments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 29948287-7d7b-4cc2-8a3e-53def9b8054a */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "attachments": [
                     *         {
                     *           "id": "695ea874-5bb9-4b86-b02f-e15635458528",
                     *           "type": "contract",
                     *           "name": "請負契約書.pdf",
                     *           "mediaType": "application/pdf",
                     *           "size": 524288,
                     *           "sha256": "U7Wlrm4l9LXMMhLVgE53RKqPIF647VVwCu6sXE-r1wo",
                     *           "addedAt": "2026-11-12T01:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["AttachmentList"];
                };
            };
        };
    };
    addAttachment: {
        parameters: {
            query?: never;
            header?: {
                /** @description 必須。同じ値で繰り返した要求には、24時間は同じ答えを返し、二度は実行しない */
                "idempotency-key"?: string;
            };
            path: {
                /** @example 29948287-7d7b-4cc2-8a3e-53def9b8054a */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["AttachmentInput"];
            };
        };
        responses: {
            /** @description 添付書類 */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "695ea874-5bb9-4b86-b02f-e15635458528",
                     *       "type": "contract",
                     *       "name": "請負契約書.pdf",
                     *       "mediaType": "application/pdf",
                     *       "size": 524288,
                     *       "sha256": "U7Wlrm4l9LXMMhLVgE53RKqPIF647VVwCu6sXE-r1wo",
                     *       "addedAt": "2026-11-12T01:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Attachment"];
                };
            };
        };
    };
    readAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 29948287-7d7b-4cc2-8a3e-53def9b8054a */
                id: string;
                /** @example 695ea874-5bb9-4b86-b02f-e15635458528 */
                attachmentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 受け取ったままの内容 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                    "image/jpeg": string;
                    "image/png": string;
                };
            };
        };
    };
    removeAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 29948287-7d7b-4cc2-8a3e-53def9b8054a */
                id: string;
                /** @example 695ea874-5bb9-4b86-b02f-e15635458528 */
                attachmentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 削除した */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    claimApplication: {
        parameters: {
            query?: never;
            header?: {
                /** @description 必須。同じ値で繰り返した要求には、24時間は同じ答えを返し、二度は実行しない */
                "idempotency-key"?: string;
            };
            path: {
                /** @example 29948287-7d7b-4cc2-8a3e-53def9b8054a */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "29948287-7d7b-4cc2-8a3e-53def9b8054a",
                     *       "receiptNumber": "8-000012",
                     *       "worksId": "a6dfc62f-e60e-44bb-b806-20dd9702c230",
                     *       "orderer": "203629",
                     *       "status": "submitted",
                     *       "works": {
                     *         "id": "a6dfc62f-e60e-44bb-b806-20dd9702c230",
                     *         "orderer": "203629",
                     *         "subject": "construction",
                     *         "name": "町道○○線 道路改良工事",
                     *         "number": "08-0123",
                     *         "place": "長野県諏訪郡富士見町",
                     *         "contractPrice": 50000000,
                     *         "contractDate": "2026-11-10",
                     *         "contractNumber": null,
                     *         "tenderNumber": null,
                     *         "dates": {
                     *           "notice": null,
                     *           "bid": null,
                     *           "order": null,
                     *           "award": null,
                     *           "plannedContract": null,
                     *           "originalContract": null
                     *         },
                     *         "period": {
                     *           "from": "2026-11-11",
                     *           "to": "2027-03-19"
                     *         },
                     *         "lowBid": false,
                     *         "advancePlanned": true,
                     *         "ordererAllowsElectronic": true,
                     *         "fiscalYears": null,
                     *         "jointVenture": null,
                     *         "ordererSignatory": {
                     *           "office": null,
                     *           "title": "富士見町長",
                     *           "name": null
                     *         },
                     *         "contractorSignatory": null,
                     *         "submitTo": {
                     *           "department": "建設課",
                     *           "person": null,
                     *           "email": "kensetsu@example.jp"
                     *         },
                     *         "createdAt": "2026-11-12T01:00:00.000Z"
                     *       },
                     *       "guarantees": [
                     *         {
                     *           "kind": "advance_payment",
                     *           "amount": 20000000,
                     *           "status": "submitted",
                     *           "guaranteeNumber": null,
                     *           "form": "electronic",
                     *           "interim": null,
                     *           "feePayment": "lump_sum",
                     *           "feeBilledTo": "本社 経理部",
                     *           "paperFeeStatement": false,
                     *           "period": {
                     *             "from": "2026-11-10",
                     *             "to": "2027-03-19",
                     *             "derivedFrom": "works_period"
                     *           },
                     *           "message": null,
                     *           "advance": {
                     *             "fiscalYearBase": null,
                     *             "depositary": "○○銀行　××支店",
                     *             "redeposit": "not_used"
                     *           },
                     *           "ratio": {
                     *             "percent": "40.0",
                     *             "of": "contractPrice"
                     *           },
                     *           "fee": {
                     *             "amount": 60000,
                     *             "tariffVersion": "見本-2026-04",
                     *             "sample": true,
                     *             "lines": [
                     *               {
                     *                 "type": "rate",
                     *                 "base": 10000000,
                     *                 "ppm": 3500,
                     *                 "rounding": "down",
                     *                 "amount": 35000
                     *               },
                     *               {
                     *                 "type": "rate",
                     *                 "base": 10000000,
                     *                 "ppm": 2500,
                     *                 "rounding": "down",
                     *                 "amount": 25000
                     *               }
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "kind": "performance",
                     *           "amount": 5000000,
                     *           "status": "submitted",
                     *           "guaranteeNumber": null,
                     *           "form": "electronic",
                     *           "interim": null,
                     *           "feePayment": "lump_sum",
                     *           "feeBilledTo": "本社 経理部",
                     *           "paperFeeStatement": false,
                     *           "period": {
                     *             "from": "2026-11-10",
                     *             "to": "2027-03-19",
                     *             "derivedFrom": "works_period"
                     *           },
                     *           "message": null,
                     *           "advance": null,
                     *           "ratio": {
                     *             "percent": "10.0",
                     *             "of": "contractPrice"
                     *           },
                     *           "fee": {
                     *             "amount": 20000,
                     *             "tariffVersion": "見本-2026-04",
                     *             "sample": true,
                     *             "lines": [
                     *               {
                     *                 "type": "rate",
                     *                 "base": 5000000,
                     *                 "ppm": 4000,
                     *                 "rounding": "down",
                     *                 "amount": 20000
                     *               }
                     *             ]
                     *           }
                     *         }
                     *       ],
                     *       "warnings": [
                     *         {
                     *           "code": "attachment_missing",
                     *           "severity": "holds_approval",
                     *           "pointer": "/guarantees/0",
                     *           "detail": "前払金保証の審査には、請負契約書の添付が必要です。",
                     *           "rule": null
                     *         }
                     *       ],
                     *       "judgements": [
                     *         {
                     *           "kind": "advance_payment",
                     *           "act": "submission",
                     *           "orderer": "203629",
                     *           "validFrom": "2024-01-01",
                     *           "judgedOn": "2026-11-10",
                     *           "at": "2026-11-12T01:00:00.000Z"
                     *         }
                     *       ],
                     *       "branch": "nagano",
                     *       "completionNotice": {
                     *         "wanted": true,
                     *         "email": "soumu@ejcs.co.jp"
                     *       },
                     *       "paperDelivery": null,
                     *       "contact": {
                     *         "department": "総務部",
                     *         "title": "課長",
                     *         "name": "見本 太郎",
                     *         "phone": "026-000-0000",
                     *         "email": "soumu@ejcs.co.jp"
                     *       },
                     *       "messageToIssuer": "",
                     *       "externalReference": null,
                     *       "messageToContractor": null,
                     *       "createdAt": "2026-11-12T01:00:00.000Z",
                     *       "updatedAt": "2026-11-12T01:00:00.000Z",
                     *       "submittedAt": "2026-11-12T01:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Application"];
                };
            };
        };
    };
    readApplicationCopy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 29948287-7d7b-4cc2-8a3e-53def9b8054a */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 申込控え */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
        };
    };
    readFeeNotice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 29948287-7d7b-4cc2-8a3e-53def9b8054a */
                id: string;
                /** @example performance */
                kind: "advance_payment" | "interim_advance_payment" | "performance";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 保証料のご案内 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
        };
    };
    recordFeeReceipt: {
        parameters: {
            query?: never;
            header?: {
                /** @description 必須。同じ値で繰り返した要求には、24時間は同じ答えを返し、二度は実行しない */
                "idempotency-key"?: string;
            };
            path: {
                /** @example 29948287-7d7b-4cc2-8a3e-53def9b8054a */
                id: string;
                /** @example performance */
                kind: "advance_payment" | "interim_advance_payment" | "performance";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "amount": 20000,
                 *       "receivedOn": "2026-11-20",
                 *       "method": "bank_transfer",
                 *       "reference": "フリコミ マルマルケンセツ"
                 *     }
                 */
                "application/json": components["schemas"]["FeeReceiptInput"];
            };
        };
        responses: {
            /** @description 保証料の入金 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "kind": "performance",
                     *       "amount": 20000,
                     *       "receivedOn": "2026-11-20",
                     *       "method": "bank_transfer",
                     *       "reference": "フリコミ マルマルケンセツ",
                     *       "fee": 20000,
                     *       "refundable": 0
                     *     }
                     */
                    "application/json": components["schemas"]["FeeReceipt"];
                };
            };
        };
    };
    decideHeldIssue: {
        parameters: {
            query?: never;
            header?: {
                /** @description 必須。同じ値で繰り返した要求には、24時間は同じ答えを返し、二度は実行しない */
                "idempotency-key"?: string;
            };
            path: {
                /** @example 29948287-7d7b-4cc2-8a3e-53def9b8054a */
                id: string;
                /** @example performance */
                kind: "advance_payment" | "interim_advance_payment" | "performance";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "decision": "resume",
                 *       "reason": "発注者コードを確認しました。"
                 *     }
                 */
                "application/json": components["schemas"]["HeldDecisionInput"];
            };
        };
        responses: {
            /** @description 発行保留の扱い。二人が同じ判断を送ると実行される */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "decision": "resume",
                     *       "proposedBy": "client:underwriter",
                     *       "confirmedBy": null
                     *     }
                     */
                    "application/json": components["schemas"]["HeldDecision"];
                };
            };
        };
    };
    readApplicationHistory: {
        parameters: {
            query?: {
                /** @description 件数(1から100)。省略すると50 */
                limit?: string;
                /** @description 前の答えの next */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @example 29948287-7d7b-4cc2-8a3e-53def9b8054a */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 古い順 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "history": [
                     *         {
                     *           "id": 214,
                     *           "actor": "client:marumaru-kensetsu",
                     *           "actorName": "○○建設 株式会社",
                     *           "act": "submit_application",
                     *           "subject": "29948287-7d7b-4cc2-8a3e-53def9b8054a",
                     *           "at": "2026-11-12T01:00:00.000Z",
                     *           "detail": {}
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["History"];
                };
            };
        };
    };
    listMessages: {
        parameters: {
            query?: {
                /** @description 件数(1から100)。省略すると50 */
                limit?: string;
                /** @description 前の答えの next */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @example 29948287-7d7b-4cc2-8a3e-53def9b8054a */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 新しい順 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "messages": [
                     *         {
                     *           "id": 5,
                     *           "sentBy": "contractor",
                     *           "author": "見本 太郎",
                     *           "text": "契約書を添付しました。よろしくお願いします。",
                     *           "sentAt": "2026-11-12T01:00:00.000Z"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["MessageList"];
                };
            };
        };
    };
    postMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description 必須。同じ値で繰り返した要求には、24時間は同じ答えを返し、二度は実行しない */
                "idempotency-key"?: string;
            };
            path: {
                /** @example 29948287-7d7b-4cc2-8a3e-53def9b8054a */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "契約書を添付しました。よろしくお願いします。"
                 *     }
                 */
                "application/json": components["schemas"]["MessageInput"];
            };
        };
        responses: {
            /** @description 連絡。書いた後は変わらない */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 5,
                     *       "sentBy": "contractor",
                     *       "author": "見本 太郎",
                     *       "text": "契約書を添付しました。よろしくお願いします。",
                     *       "sentAt": "2026-11-12T01:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Message"];
                };
            };
        };
    };
    reviewApplication: {
        parameters: {
            query?: never;
            header?: {
                /** @description 必須。同じ値で繰り返した要求には、24時間は同じ答えを返し、二度は実行しない */
                "idempotency-key"?: string;
                /** @description 必須。読み込んだときの ETag */
                "if-match"?: string;
            };
            path: {
                /** @example 29948287-7d7b-4cc2-8a3e-53def9b8054a */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "guarantees": [
                 *         {
                 *           "kind": "advance_payment",
                 *           "decision": "approve",
                 *           "message": null
                 *         },
                 *         {
                 *           "kind": "performance",
                 *           "decision": "approve",
                 *           "message": null
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ReviewInput"];
            };
        };
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "29948287-7d7b-4cc2-8a3e-53def9b8054a",
                     *       "receiptNumber": "8-000012",
                     *       "worksId": "a6dfc62f-e60e-44bb-b806-20dd9702c230",
                     *       "orderer": "203629",
                     *       "status": "submitted",
                     *       "works": {
                     *         "id": "a6dfc62f-e60e-44bb-b806-20dd9702c230",
                     *         "orderer": "203629",
                     *         "subject": "construction",
                     *         "name": "町道○○線 道路改良工事",
                     *         "number": "08-0123",
                     *         "place": "長野県諏訪郡富士見町",
                     *         "contractPrice": 50000000,
                     *         "contractDate": "2026-11-10",
                     *         "contractNumber": null,
                     *         "tenderNumber": null,
                     *         "dates": {
                     *           "notice": null,
                     *           "bid": null,
                     *           "order": null,
                     *           "award": null,
                     *           "plannedContract": null,
                     *           "originalContract": null
                     *         },
                     *         "period": {
                     *           "from": "2026-11-11",
                     *           "to": "2027-03-19"
                     *         },
                     *         "lowBid": false,
                     *         "advancePlanned": true,
                     *         "ordererAllowsElectronic": true,
                     *         "fiscalYears": null,
                     *         "jointVenture": null,
                     *         "ordererSignatory": {
                     *           "office": null,
                     *           "title": "富士見町長",
                     *           "name": null
                     *         },
                     *         "contractorSignatory": null,
                     *         "submitTo": {
                     *           "department": "建設課",
                     *           "person": null,
                     *           "email": "kensetsu@example.jp"
                     *         },
                     *         "createdAt": "2026-11-12T01:00:00.000Z"
                     *       },
                     *       "guarantees": [
                     *         {
                     *           "kind": "advance_payment",
                     *           "amount": 20000000,
                     *           "status": "submitted",
                     *           "guaranteeNumber": null,
                     *           "form": "electronic",
                     *           "interim": null,
                     *           "feePayment": "lump_sum",
                     *           "feeBilledTo": "本社 経理部",
                     *           "paperFeeStatement": false,
                     *           "period": {
                     *             "from": "2026-11-10",
                     *             "to": "2027-03-19",
                     *             "derivedFrom": "works_period"
                     *           },
                     *           "message": null,
                     *           "advance": {
                     *             "fiscalYearBase": null,
                     *             "depositary": "○○銀行　××支店",
                     *             "redeposit": "not_used"
                     *           },
                     *           "ratio": {
                     *             "percent": "40.0",
                     *             "of": "contractPrice"
                     *           },
                     *           "fee": {
                     *             "amount": 60000,
                     *             "tariffVersion": "見本-2026-04",
                     *             "sample": true,
                     *             "lines": [
                     *               {
                     *                 "type": "rate",
                     *                 "base": 10000000,
                     *                 "ppm": 3500,
                     *                 "rounding": "down",
                     *                 "amount": 35000
                     *               },
                     *               {
                     *                 "type": "rate",
                     *                 "base": 10000000,
                     *                 "ppm": 2500,
                     *                 "rounding": "down",
                     *                 "amount": 25000
                     *               }
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "kind": "performance",
                     *           "amount": 5000000,
                     *           "status": "submitted",
                     *           "guaranteeNumber": null,
                     *           "form": "electronic",
                     *           "interim": null,
                     *           "feePayment": "lump_sum",
                     *           "feeBilledTo": "本社 経理部",
                     *           "paperFeeStatement": false,
                     *           "period": {
                     *             "from": "2026-11-10",
                     *             "to": "2027-03-19",
                     *             "derivedFrom": "works_period"
                     *           },
                     *           "message": null,
                     *           "advance": null,
                     *           "ratio": {
                     *             "percent": "10.0",
                     *             "of": "contractPrice"
                     *           },
                     *           "fee": {
                     *             "amount": 20000,
                     *             "tariffVersion": "見本-2026-04",
                     *             "sample": true,
                     *             "lines": [
                     *               {
                     *                 "type": "rate",
                     *                 "base": 5000000,
                     *                 "ppm": 4000,
                     *                 "rounding": "down",
                     *                 "amount": 20000
                     *               }
                     *             ]
                     *           }
                     *         }
                     *       ],
                     *       "warnings": [
                     *         {
                     *           "code": "attachment_missing",
                     *           "severity": "holds_approval",
                     *           "pointer": "/guarantees/0",
                     *           "detail": "前払金保証の審査には、請負契約書の添付が必要です。",
                     *           "rule": null
                     *         }
                     *       ],
                     *       "judgements": [
                     *         {
                     *           "kind": "advance_payment",
                     *           "act": "submission",
                     *           "orderer": "203629",
                     *           "validFrom": "2024-01-01",
                     *           "judgedOn": "2026-11-10",
                     *           "at": "2026-11-12T01:00:00.000Z"
                     *         }
                     *       ],
                     *       "branch": "nagano",
                     *       "completionNotice": {
                     *         "wanted": true,
                     *         "email": "soumu@ejcs.co.jp"
                     *       },
                     *       "paperDelivery": null,
                     *       "contact": {
                     *         "department": "総務部",
                     *         "title": "課長",
                     *         "name": "見本 太郎",
                     *         "phone": "026-000-0000",
                     *         "email": "soumu@ejcs.co.jp"
                     *       },
                     *       "messageToIssuer": "",
                     *       "externalReference": null,
                     *       "messageToContractor": null,
                     *       "createdAt": "2026-11-12T01:00:00.000Z",
                     *       "updatedAt": "2026-11-12T01:00:00.000Z",
                     *       "submittedAt": "2026-11-12T01:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Application"];
                };
            };
        };
    };
    readReviewSheet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 29948287-7d7b-4cc2-8a3e-53def9b8054a */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 審査票: 審査に要るものを一度に。見るだけで何も変わらない */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "applicationId": "29948287-7d7b-4cc2-8a3e-53def9b8054a",
                     *       "contractor": {
                     *         "id": "marumaru-kensetsu",
                     *         "name": "○○建設 株式会社",
                     *         "lumpSumAgreement": true
                     *       },
                     *       "credit": {
                     *         "limit": 1000000000,
                     *         "inUse": 25000000,
                     *         "asked": 20000000,
                     *         "within": true
                     *       },
                     *       "orderer": {
                     *         "code": "203629",
                     *         "name": "富士見町"
                     *       },
                     *       "rules": {
                     *         "validFrom": "2024-01-01",
                     *         "judgedOn": "2026-11-12",
                     *         "source": "保証事業会社が配布する町の案内"
                     *       },
                     *       "claimedBy": "審査 花子",
                     *       "mine": true,
                     *       "commands": [
                     *         "return"
                     *       ],
                     *       "guarantees": [
                     *         {
                     *           "kind": "advance_payment",
                     *           "status": "under_review",
                     *           "commands": [
                     *             "approve",
                     *             "decline"
                     *           ],
                     *           "limits": [
                     *             {
                     *               "rule": "advance_payment_of_works",
                     *               "kept": true,
                     *               "bound": "at_most",
                     *               "ppm": 400000,
                     *               "of": "contractPrice",
                     *               "base": 50000000,
                     *               "judged": 20000000,
                     *               "percent": "40.0",
                     *               "limit": 20000000
                     *             }
                     *           ],
                     *           "papers": [
                     *             {
                     *               "anyOf": [
                     *                 "contract"
                     *               ],
                     *               "present": true
                     *             }
                     *           ],
                     *           "needsSecondApproval": false,
                     *           "firstApproval": null,
                     *           "approval": null,
                     *           "payBy": null,
                     *           "feeReceipt": null,
                     *           "held": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ReviewSheet"];
                };
            };
        };
    };
    submitApplication: {
        parameters: {
            query?: never;
            header?: {
                /** @description 必須。同じ値で繰り返した要求には、24時間は同じ答えを返し、二度は実行しない */
                "idempotency-key"?: string;
            };
            path: {
                /** @example 29948287-7d7b-4cc2-8a3e-53def9b8054a */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "29948287-7d7b-4cc2-8a3e-53def9b8054a",
                     *       "receiptNumber": "8-000012",
                     *       "worksId": "a6dfc62f-e60e-44bb-b806-20dd9702c230",
                     *       "orderer": "203629",
                     *       "status": "submitted",
                     *       "works": {
                     *         "id": "a6dfc62f-e60e-44bb-b806-20dd9702c230",
                     *         "orderer": "203629",
                     *         "subject": "construction",
                     *         "name": "町道○○線 道路改良工事",
                     *         "number": "08-0123",
                     *         "place": "長野県諏訪郡富士見町",
                     *         "contractPrice": 50000000,
                     *         "contractDate": "2026-11-10",
                     *         "contractNumber": null,
                     *         "tenderNumber": null,
                     *         "dates": {
                     *           "notice": null,
                     *           "bid": null,
                     *           "order": null,
                     *           "award": null,
                     *           "plannedContract": null,
                     *           "originalContract": null
                     *         },
                     *         "period": {
                     *           "from": "2026-11-11",
                     *           "to": "2027-03-19"
                     *         },
                     *         "lowBid": false,
                     *         "advancePlanned": true,
                     *         "ordererAllowsElectronic": true,
                     *         "fiscalYears": null,
                     *         "jointVenture": null,
                     *         "ordererSignatory": {
                     *           "office": null,
                     *           "title": "富士見町長",
                     *           "name": null
                     *         },
                     *         "contractorSignatory": null,
                     *         "submitTo": {
                     *           "department": "建設課",
                     *           "person": null,
                     *           "email": "kensetsu@example.jp"
                     *         },
                     *         "createdAt": "2026-11-12T01:00:00.000Z"
                     *       },
                     *       "guarantees": [
                     *         {
                     *           "kind": "advance_payment",
                     *           "amount": 20000000,
                     *           "status": "submitted",
                     *           "guaranteeNumber": null,
                     *           "form": "electronic",
                     *           "interim": null,
                     *           "feePayment": "lump_sum",
                     *           "feeBilledTo": "本社 経理部",
                     *           "paperFeeStatement": false,
                     *           "period": {
                     *             "from": "2026-11-10",
                     *             "to": "2027-03-19",
                     *             "derivedFrom": "works_period"
                     *           },
                     *           "message": null,
                     *           "advance": {
                     *             "fiscalYearBase": null,
                     *             "depositary": "○○銀行　××支店",
                     *             "redeposit": "not_used"
                     *           },
                     *           "ratio": {
                     *             "percent": "40.0",
                     *             "of": "contractPrice"
                     *           },
                     *           "fee": {
                     *             "amount": 60000,
                     *             "tariffVersion": "見本-2026-04",
                     *             "sample": true,
                     *             "lines": [
                     *               {
                     *                 "type": "rate",
                     *                 "base": 10000000,
                     *                 "ppm": 3500,
                     *                 "rounding": "down",
                     *                 "amount": 35000
                     *               },
                     *               {
                     *                 "type": "rate",
                     *                 "base": 10000000,
                     *                 "ppm": 2500,
                     *                 "rounding": "down",
                     *                 "amount": 25000
                     *               }
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "kind": "performance",
                     *           "amount": 5000000,
                     *           "status": "submitted",
                     *           "guaranteeNumber": null,
                     *           "form": "electronic",
                     *           "interim": null,
                     *           "feePayment": "lump_sum",
                     *           "feeBilledTo": "本社 経理部",
                     *           "paperFeeStatement": false,
                     *           "period": {
                     *             "from": "2026-11-10",
                     *             "to": "2027-03-19",
                     *             "derivedFrom": "works_period"
                     *           },
                     *           "message": null,
                     *           "advance": null,
                     *           "ratio": {
                     *             "percent": "10.0",
                     *             "of": "contractPrice"
                     *           },
                     *           "fee": {
                     *             "amount": 20000,
                     *             "tariffVersion": "見本-2026-04",
                     *             "sample": true,
                     *             "lines": [
                     *               {
                     *                 "type": "rate",
                     *                 "base": 5000000,
                     *                 "ppm": 4000,
                     *                 "rounding": "down",
                     *                 "amount": 20000
                     *               }
                     *             ]
                     *           }
                     *         }
                     *       ],
                     *       "warnings": [
                     *         {
                     *           "code": "attachment_missing",
                     *           "severity": "holds_approval",
                     *           "pointer": "/guarantees/0",
                     *           "detail": "前払金保証の審査には、請負契約書の添付が必要です。",
                     *           "rule": null
                     *         }
                     *       ],
                     *       "judgements": [
                     *         {
                     *           "kind": "advance_payment",
                     *           "act": "submission",
                     *           "orderer": "203629",
                     *           "validFrom": "2024-01-01",
                     *           "judgedOn": "2026-11-10",
                     *           "at": "2026-11-12T01:00:00.000Z"
                     *         }
                     *       ],
                     *       "branch": "nagano",
                     *       "completionNotice": {
                     *         "wanted": true,
                     *         "email": "soumu@ejcs.co.jp"
                     *       },
                     *       "paperDelivery": null,
                     *       "contact": {
                     *         "department": "総務部",
                     *         "title": "課長",
                     *         "name": "見本 太郎",
                     *         "phone": "026-000-0000",
                     *         "email": "soumu@ejcs.co.jp"
                     *       },
                     *       "messageToIssuer": "",
                     *       "externalReference": null,
                     *       "messageToContractor": null,
                     *       "createdAt": "2026-11-12T01:00:00.000Z",
                     *       "updatedAt": "2026-11-12T01:00:00.000Z",
                     *       "submittedAt": "2026-11-12T01:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Application"];
                };
            };
        };
    };
    withdrawApplication: {
        parameters: {
            query?: never;
            header?: {
                /** @description 必須。同じ値で繰り返した要求には、24時間は同じ答えを返し、二度は実行しない */
                "idempotency-key"?: string;
            };
            path: {
                /** @example 29948287-7d7b-4cc2-8a3e-53def9b8054a */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "29948287-7d7b-4cc2-8a3e-53def9b8054a",
                     *       "receiptNumber": "8-000012",
                     *       "worksId": "a6dfc62f-e60e-44bb-b806-20dd9702c230",
                     *       "orderer": "203629",
                     *       "status": "submitted",
                     *       "works": {
                     *         "id": "a6dfc62f-e60e-44bb-b806-20dd9702c230",
                     *         "orderer": "203629",
                     *         "subject": "construction",
                     *         "name": "町道○○線 道路改良工事",
                     *         "number": "08-0123",
                     *         "place": "長野県諏訪郡富士見町",
                     *         "contractPrice": 50000000,
                     *         "contractDate": "2026-11-10",
                     *         "contractNumber": null,
                     *         "tenderNumber": null,
                     *         "dates": {
                     *           "notice": null,
                     *           "bid": null,
                     *           "order": null,
                     *           "award": null,
                     *           "plannedContract": null,
                     *           "originalContract": null
                     *         },
                     *         "period": {
                     *           "from": "2026-11-11",
                     *           "to": "2027-03-19"
                     *         },
                     *         "lowBid": false,
                     *         "advancePlanned": true,
                     *         "ordererAllowsElectronic": true,
                     *         "fiscalYears": null,
                     *         "jointVenture": null,
                     *         "ordererSignatory": {
                     *           "office": null,
                     *           "title": "富士見町長",
                     *           "name": null
                     *         },
                     *         "contractorSignatory": null,
                     *         "submitTo": {
                     *           "department": "建設課",
                     *           "person": null,
                     *           "email": "kensetsu@example.jp"
                     *         },
                     *         "createdAt": "2026-11-12T01:00:00.000Z"
                     *       },
                     *       "guarantees": [
                     *         {
                     *           "kind": "advance_payment",
                     *           "amount": 20000000,
                     *           "status": "submitted",
                     *           "guaranteeNumber": null,
                     *           "form": "electronic",
                     *           "interim": null,
                     *           "feePayment": "lump_sum",
                     *           "feeBilledTo": "本社 経理部",
                     *           "paperFeeStatement": false,
                     *           "period": {
                     *             "from": "2026-11-10",
                     *             "to": "2027-03-19",
                     *             "derivedFrom": "works_period"
                     *           },
                     *           "message": null,
                     *           "advance": {
                     *             "fiscalYearBase": null,
                     *             "depositary": "○○銀行　××支店",
                     *             "redeposit": "not_used"
                     *           },
                     *           "ratio": {
                     *             "percent": "40.0",
                     *             "of": "contractPrice"
                     *           },
                     *           "fee": {
                     *             "amount": 60000,
                     *             "tariffVersion": "見本-2026-04",
                     *             "sample": true,
                     *             "lines": [
                     *               {
                     *                 "type": "rate",
                     *                 "base": 10000000,
                     *                 "ppm": 3500,
                     *                 "rounding": "down",
                     *                 "amount": 35000
                     *               },
                     *               {
                     *                 "type": "rate",
                     *                 "base": 10000000,
                     *                 "ppm": 2500,
                     *                 "rounding": "down",
                     *                 "amount": 25000
                     *               }
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "kind": "performance",
                     *           "amount": 5000000,
                     *           "status": "submitted",
                     *           "guaranteeNumber": null,
                     *           "form": "electronic",
                     *           "interim": null,
                     *           "feePayment": "lump_sum",
                     *           "feeBilledTo": "本社 経理部",
                     *           "paperFeeStatement": false,
                     *           "period": {
                     *             "from": "2026-11-10",
                     *             "to": "2027-03-19",
                     *             "derivedFrom": "works_period"
                     *           },
                     *           "message": null,
                     *           "advance": null,
                     *           "ratio": {
                     *             "percent": "10.0",
                     *             "of": "contractPrice"
                     *           },
                     *           "fee": {
                     *             "amount": 20000,
                     *             "tariffVersion": "見本-2026-04",
                     *             "sample": true,
                     *             "lines": [
                     *               {
                     *                 "type": "rate",
                     *                 "base": 5000000,
                     *                 "ppm": 4000,
                     *                 "rounding": "down",
                     *                 "amount": 20000
                     *               }
                     *             ]
                     *           }
                     *         }
                     *       ],
                     *       "warnings": [
                     *         {
                     *           "code": "attachment_missing",
                     *           "severity": "holds_approval",
                     *           "pointer": "/guarantees/0",
                     *           "detail": "前払金保証の審査には、請負契約書の添付が必要です。",
                     *           "rule": null
                     *         }
                     *       ],
                     *       "judgements": [
                     *         {
                     *           "kind": "advance_payment",
                     *           "act": "submission",
                     *           "orderer": "203629",
                     *           "validFrom": "2024-01-01",
                     *           "judgedOn": "2026-11-10",
                     *           "at": "2026-11-12T01:00:00.000Z"
                     *         }
                     *       ],
                     *       "branch": "nagano",
                     *       "completionNotice": {
                     *         "wanted": true,
                     *         "email": "soumu@ejcs.co.jp"
                     *       },
                     *       "paperDelivery": null,
                     *       "contact": {
                     *         "department": "総務部",
                     *         "title": "課長",
                     *         "name": "見本 太郎",
                     *         "phone": "026-000-0000",
                     *         "email": "soumu@ejcs.co.jp"
                     *       },
                     *       "messageToIssuer": "",
                     *       "externalReference": null,
                     *       "messageToContractor": null,
                     *       "createdAt": "2026-11-12T01:00:00.000Z",
                     *       "updatedAt": "2026-11-12T01:00:00.000Z",
                     *       "submittedAt": "2026-11-12T01:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Application"];
                };
            };
        };
    };
    listBillingParties: {
        parameters: {
            query?: {
                /** @description 件数(1から100)。省略すると50 */
                limit?: string;
                /** @description 前の答えの next */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "billingParties": [
                     *         {
                     *           "id": "f92843ae-368d-44d0-b830-370952adb748",
                     *           "name": "本社 経理部",
                     *           "address": "長野県諏訪郡富士見町○○100番地",
                     *           "createdAt": "2026-04-01T00:00:00.000Z"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["BillingPartyList"];
                };
            };
        };
    };
    addBillingParty: {
        parameters: {
            query?: never;
            header?: {
                /** @description 必須。同じ値で繰り返した要求には、24時間は同じ答えを返し、二度は実行しない */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "本社 経理部",
                 *       "address": "長野県諏訪郡富士見町○○100番地"
                 *     }
                 */
                "application/json": components["schemas"]["BillingPartyInput"];
            };
        };
        responses: {
            /** @description 請求先 */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "f92843ae-368d-44d0-b830-370952adb748",
                     *       "name": "本社 経理部",
                     *       "address": "長野県諏訪郡富士見町○○100番地",
                     *       "createdAt": "2026-04-01T00:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["BillingParty"];
                };
            };
        };
    };
    listBranches: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 申込送信先 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "branches": [
                     *         {
                     *           "id": "nagano",
                     *           "name": "長野支店",
                     *           "phone": "026-000-0000",
                     *           "email": "nagano@mihon.example.jp",
                     *           "hours": "9:00~17:00(土曜・日曜・祝日・年末年始を除く)"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["BranchList"];
                };
            };
        };
    };
    readBranch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example nagano */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 支店 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "nagano",
                     *       "name": "長野支店",
                     *       "phone": "026-000-0000",
                     *       "email": "nagano@mihon.example.jp",
                     *       "hours": "9:00~17:00(土曜・日曜・祝日・年末年始を除く)",
                     *       "sortOrder": 5
                     *     }
                     */
                    "application/json": components["schemas"]["Branch"];
                };
            };
        };
    };
    putBranch: {
        parameters: {
            query?: never;
            header?: {
                /** @description 変更するとき、読み込んだときの ETag */
                "if-match"?: string;
                /** @description 新しく登録するときは * */
                "if-none-match"?: string;
            };
            path: {
                /** @example nagano */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "長野支店",
                 *       "phone": "026-000-0000",
                 *       "email": "nagano@mihon.example.jp",
                 *       "hours": "9:00~17:00(土曜・日曜・祝日・年末年始を除く)",
                 *       "sortOrder": 5
                 *     }
                 */
                "application/json": components["schemas"]["BranchInput"];
            };
        };
        responses: {
            /** @description 支店 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "nagano",
                     *       "name": "長野支店",
                     *       "phone": "026-000-0000",
                     *       "email": "nagano@mihon.example.jp",
                     *       "hours": "9:00~17:00(土曜・日曜・祝日・年末年始を除く)",
                     *       "sortOrder": 5
                     *     }
                     */
                    "application/json": components["schemas"]["Branch"];
                };
            };
            /** @description 支店 */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "nagano",
                     *       "name": "長野支店",
                     *       "phone": "026-000-0000",
                     *       "email": "nagano@mihon.example.jp",
                     *       "hours": "9:00~17:00(土曜・日曜・祝日・年末年始を除く)",
                     *       "sortOrder": 5
                     *     }
                     */
                    "application/json": components["schemas"]["Branch"];
                };
            };
        };
    };
    listCases: {
        parameters: {
            query?: {
                /** @description 件数(1から100)。省略すると50 */
                limit?: string;
                /** @description 前の答えの next */
                cursor?: string;
                /** @description 申込送信先 */
                branch?: string;
                type?: "guarantee" | "change";
                /** @description 手続状況 */
                status?: "submitted" | "under_review" | "awaiting_second_approval" | "approved" | "fee_due" | "issuing" | "returned" | "held";
                /** @description 自分が審査を始めたものだけ */
                mine?: "true";
                /** @description 受注者からの連絡に返信していないものだけ */
                awaitsReply?: "true";
                /** @description 会社名・発注者名・工事名・受付番号・保証契約番号の一部 */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 古い順 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "cases": [
                     *         {
                     *           "type": "guarantee",
                     *           "status": "under_review",
                     *           "applicationId": "29948287-7d7b-4cc2-8a3e-53def9b8054a",
                     *           "kind": "advance_payment",
                     *           "form": "electronic",
                     *           "receiptNumber": "8-000012",
                     *           "guaranteeNumber": null,
                     *           "change": null,
                     *           "contractor": {
                     *             "id": "marumaru-kensetsu",
                     *             "name": "○○建設 株式会社"
                     *           },
                     *           "orderer": {
                     *             "code": "203629",
                     *             "name": "富士見町"
                     *           },
                     *           "worksName": "町道○○線 道路改良工事",
                     *           "branch": "nagano",
                     *           "amount": 20000000,
                     *           "claimedBy": "審査 花子",
                     *           "mine": true,
                     *           "firstApprovalBy": null,
                     *           "payBy": null,
                     *           "message": null,
                     *           "awaitsReply": false,
                     *           "submittedAt": "2026-11-12T01:00:00.000Z"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["CaseList"];
                };
            };
        };
    };
    countCases: {
        parameters: {
            query?: {
                /** @description 申込送信先 */
                branch?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 待っているものの件数 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "guarantees": {
                     *         "submitted": 4,
                     *         "under_review": 2,
                     *         "awaiting_second_approval": 0,
                     *         "approved": 0,
                     *         "fee_due": 0,
                     *         "issuing": 0,
                     *         "returned": 0,
                     *         "held": 0
                     *       },
                     *       "changes": {
                     *         "submitted": 0,
                     *         "under_review": 0,
                     *         "awaiting_second_approval": 0,
                     *         "approved": 0,
                     *         "fee_due": 1,
                     *         "issuing": 0,
                     *         "returned": 0,
                     *         "held": 0
                     *       },
                     *       "dispatch": 1,
                     *       "awaitingReply": 2,
                     *       "refundables": 0
                     *     }
                     */
                    "application/json": components["schemas"]["CaseCounts"];
                };
            };
        };
    };
    listContractors: {
        parameters: {
            query?: {
                /** @description 件数(1から100)。省略すると50 */
                limit?: string;
                /** @description 前の答えの next */
                cursor?: string;
                /** @description 会社名の一部 */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "contractors": [
                     *         {
                     *           "id": "marumaru-kensetsu",
                     *           "name": "○○建設 株式会社",
                     *           "lumpSumAgreement": true,
                     *           "creditLimit": 1000000000
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["ContractorList"];
                };
            };
        };
    };
    readContractor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example marumaru-kensetsu */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 利用登録された会社 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "marumaru-kensetsu",
                     *       "name": "○○建設 株式会社",
                     *       "address": "長野県諏訪郡富士見町○○100番地",
                     *       "representative": {
                     *         "title": "代表取締役",
                     *         "name": "見本 正"
                     *       },
                     *       "lumpSumAgreement": true,
                     *       "creditLimit": 1000000000,
                     *       "creditInUse": 25000000,
                     *       "createdAt": "2026-04-01T00:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Contractor"];
                };
            };
        };
    };
    putContractor: {
        parameters: {
            query?: never;
            header?: {
                /** @description 変更するとき、読み込んだときの ETag */
                "if-match"?: string;
                /** @description 新しく登録するときは * */
                "if-none-match"?: string;
            };
            path: {
                /** @example marumaru-kensetsu */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "○○建設 株式会社",
                 *       "address": "長野県諏訪郡富士見町○○100番地",
                 *       "representative": {
                 *         "title": "代表取締役",
                 *         "name": "見本 正"
                 *       },
                 *       "lumpSumAgreement": true,
                 *       "creditLimit": 1000000000
                 *     }
                 */
                "application/json": components["schemas"]["ContractorInput"];
            };
        };
        responses: {
            /** @description 利用登録された会社 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "marumaru-kensetsu",
                     *       "name": "○○建設 株式会社",
                     *       "address": "長野県諏訪郡富士見町○○100番地",
                     *       "representative": {
                     *         "title": "代表取締役",
                     *         "name": "見本 正"
                     *       },
                     *       "lumpSumAgreement": true,
                     *       "creditLimit": 1000000000,
                     *       "creditInUse": 25000000,
                     *       "createdAt": "2026-04-01T00:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Contractor"];
                };
            };
            /** @description 利用登録された会社 */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "marumaru-kensetsu",
                     *       "name": "○○建設 株式会社",
                     *       "address": "長野県諏訪郡富士見町○○100番地",
                     *       "representative": {
                     *         "title": "代表取締役",
                     *         "name": "見本 正"
                     *       },
                     *       "lumpSumAgreement": true,
                     *       "creditLimit": 1000000000,
                     *       "creditInUse": 25000000,
                     *       "createdAt": "2026-04-01T00:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Contractor"];
                };
            };
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /** @description 前の答えの next。省略すると最初から。期限はありません */
                after?: string;
                /** @description 件数(1から100)。省略すると50 */
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "events": [
                     *         {
                     *           "id": "5a7d2c61-90c7-4d0b-8d61-2b7f6d1c9e02",
                     *           "type": "guarantee.issued",
                     *           "timestamp": "2026-11-20T01:00:00.000Z",
                     *           "data": {
                     *             "applicationId": "29948287-7d7b-4cc2-8a3e-53def9b8054a",
                     *             "kind": "performance",
                     *             "guaranteeNumber": "12-08-0000123-3",
                     *             "revision": 0
                     *           }
                     *         },
                     *         {
                     *           "id": "0e3c2f9b-51c6-4c53-9d9c-2f4f3f2f8a11",
                     *           "type": "certificate.acknowledged",
                     *           "timestamp": "2026-11-22T01:00:00.000Z",
                     *           "data": {
                     *             "guaranteeNumber": "12-08-0000123-3",
                     *             "revision": 0,
                     *             "result": "accepted",
                     *             "acknowledgementId": "4fef393b-5a8d-448b-bd8d-3116de22485c"
                     *           }
                     *         }
                     *       ],
                     *       "next": "MTIzNDU2Nzg5OjQy",
                     *       "more": false
                     *     }
                     */
                    "application/json": components["schemas"]["EventFeed"];
                };
            };
        };
    };
    listFeeReceipts: {
        parameters: {
            query?: {
                /** @description 件数(1から100)。省略すると50 */
                limit?: string;
                /** @description 前の答えの next */
                cursor?: string;
                branch?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 新しい順 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "feeReceipts": [
                     *         {
                     *           "applicationId": "29948287-7d7b-4cc2-8a3e-53def9b8054a",
                     *           "kind": "performance",
                     *           "changeRequestId": null,
                     *           "guaranteeNumber": "12-08-0000002-4",
                     *           "contractor": {
                     *             "id": "marumaru-kensetsu",
                     *             "name": "○○建設 株式会社"
                     *           },
                     *           "worksName": "町道○○線 道路改良工事",
                     *           "branch": "nagano",
                     *           "amount": 20000,
                     *           "receivedOn": "2026-11-20",
                     *           "method": "bank_transfer",
                     *           "reference": "フリコミ マルマルケンセツ",
                     *           "fee": 20000,
                     *           "refundable": 0,
                     *           "recordedBy": "審査 花子",
                     *           "recordedAt": "2026-11-20T01:00:00.000Z"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["FeeReceiptList"];
                };
            };
        };
    };
    listFeeStatements: {
        parameters: {
            query?: {
                /** @description 件数(1から100)。省略すると50 */
                limit?: string;
                /** @description 前の答えの next */
                cursor?: string;
                type?: "fee" | "refund";
                /** @description 手続が完了した月。例: 2026-11 */
                month?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 保証料計算書一覧 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "feeStatements": [
                     *         {
                     *           "guaranteeNumber": "12-08-0000123-3",
                     *           "revision": 0,
                     *           "type": "fee",
                     *           "issuedOn": "2026-11-20",
                     *           "kind": "performance",
                     *           "payment": "lump_sum",
                     *           "billedTo": "本社 経理部",
                     *           "amount": 20000,
                     *           "paper": false,
                     *           "contractor": {
                     *             "name": "○○建設 株式会社"
                     *           },
                     *           "orderer": {
                     *             "name": "富士見町"
                     *           },
                     *           "worksName": "町道○○線 道路改良工事",
                     *           "sample": true
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["FeeStatementList"];
                };
            };
        };
    };
    listLumpSumFees: {
        parameters: {
            query: {
                /** @description 手続が完了した月。例: 2026-11 */
                month: string;
                /** @description 会社(審査担当者のみ) */
                contractor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 一括納付の月次一覧 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example "対象月","保証契約者","請求先","区分","保証契約番号","版","保証の種類","発行日","発注者","工事名・業務名","保証金額","保証料(返還は負)","備考"
                     *     "2026-11","○○建設 株式会社","本社 経理部","保証料","12-08-0000123-3",0,"契約保証","2026-11-20","富士見町","町道○○線 道路改良工事",5000000,20000,""
                     */
                    "text/csv": string;
                };
            };
        };
    };
    listGuarantees: {
        parameters: {
            query?: {
                /** @description 件数(1から100)。省略すると50 */
                limit?: string;
                /** @description 前の答えの next */
                cursor?: string;
                form?: "electronic" | "paper";
                kind?: "advance_payment" | "interim_advance_payment" | "performance";
                status?: "in_force" | "not_yet_in_force" | "expired" | "cancelled" | "void";
                /** @description 発注者コード */
                orderer?: string;
                /** @description 証書(紙)の受渡し。waiting は発送待ち(郵送待ち) */
                delivery?: "waiting" | "dispatched";
                /** @description 申込送信先 */
                branch?: string;
                /** @description 貴社の管理番号(保証契約か、その申込のものと完全に一致するもの) */
                externalReference?: string;
                updatedAfter?: string;
                /** @description 保証契約番号・工事名・会社名・発注者名の一部 */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "guarantees": [
                     *         {
                     *           "guaranteeNumber": "12-08-0000123-3",
                     *           "applicationId": "29948287-7d7b-4cc2-8a3e-53def9b8054a",
                     *           "kind": "performance",
                     *           "form": "electronic",
                     *           "status": "in_force",
                     *           "revision": 0,
                     *           "amendments": 0,
                     *           "issuedOn": "2026-11-20",
                     *           "orderer": {
                     *             "code": "203629",
                     *             "name": "富士見町"
                     *           },
                     *           "contractor": {
                     *             "name": "○○建設 株式会社"
                     *           },
                     *           "worksName": "町道○○線 道路改良工事",
                     *           "amount": 5000000,
                     *           "period": {
                     *             "from": "2026-11-10",
                     *             "to": "2027-03-19"
                     *           },
                     *           "externalReference": null,
                     *           "change": null,
                     *           "keyReplacement": null,
                     *           "delivery": null,
                     *           "updatedAt": "2026-11-20T01:00:00.000Z"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["GuaranteeList"];
                };
            };
        };
    };
    readGuarantee: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description 保証契約番号。例: 12-08-0000123-3
                 * @example 12-08-0000123-3
                 */
                guaranteeNumber: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 保証契約 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "guaranteeNumber": "12-08-0000123-3",
                     *       "applicationId": "29948287-7d7b-4cc2-8a3e-53def9b8054a",
                     *       "kind": "performance",
                     *       "form": "electronic",
                     *       "status": "in_force",
                     *       "revision": 0,
                     *       "amendments": 0,
                     *       "issuedOn": "2026-11-20",
                     *       "orderer": {
                     *         "code": "203629",
                     *         "name": "富士見町"
                     *       },
                     *       "contractor": {
                     *         "name": "○○建設 株式会社"
                     *       },
                     *       "worksName": "町道○○線 道路改良工事",
                     *       "amount": 5000000,
                     *       "period": {
                     *         "from": "2026-11-10",
                     *         "to": "2027-03-19"
                     *       },
                     *       "externalReference": null,
                     *       "change": null,
                     *       "keyReplacement": null,
                     *       "delivery": null,
                     *       "updatedAt": "2026-11-20T01:00:00.000Z",
                     *       "certificate": {
                     *         "format": "esurety-certificate/1",
                     *         "guaranteeNumber": "12-08-0000123-3",
                     *         "kind": "performance",
                     *         "revision": 0,
                     *         "type": "original",
                     *         "amendments": 0,
                     *         "issuedOn": "2026-11-20",
                     *         "status": "in_force",
                     *         "statusFrom": "2026-11-20",
                     *         "issuer": {
                     *           "id": "mihon",
                     *           "name": "見本建設業保証株式会社",
                     *           "address": "東京都中央区○○1-1-1",
                     *           "representative": "代表取締役社長 見本 一郎"
                     *         },
                     *         "orderer": {
                     *           "code": "203629",
                     *           "name": "富士見町",
                     *           "signatory": {
                     *             "office": null,
                     *             "title": "富士見町長",
                     *             "name": null
                     *           }
                     *         },
                     *         "contractor": {
                     *           "name": "○○建設 株式会社",
                     *           "address": "長野県諏訪郡富士見町○○100番地",
                     *           "signatory": {
                     *             "office": null,
                     *             "title": "代表取締役",
                     *             "name": "見本 正"
                     *           },
                     *           "jointVenture": null
                     *         },
                     *         "works": {
                     *           "subject": "construction",
                     *           "name": "町道○○線 道路改良工事",
                     *           "number": "08-0123",
                     *           "place": "長野県諏訪郡富士見町",
                     *           "contractDate": "2026-11-10",
                     *           "contractNumber": null,
                     *           "contractPrice": 50000000,
                     *           "period": {
                     *             "from": "2026-11-11",
                     *             "to": "2027-03-19"
                     *           }
                     *         },
                     *         "amount": 5000000,
                     *         "period": {
                     *           "from": "2026-11-10",
                     *           "to": "2027-03-19"
                     *         },
                     *         "ratio": {
                     *           "percent": "10.0",
                     *           "of": "contractPrice"
                     *         },
                     *         "terms": {
                     *           "name": "契約保証特約(見本)",
                     *           "version": "2026-04"
                     *         },
                     *         "remarks": "",
                     *         "history": [
                     *           {
                     *             "revision": 0,
                     *             "type": "original",
                     *             "issuedOn": "2026-11-20",
                     *             "effectiveOn": "2026-11-20",
                     *             "reason": null,
                     *             "changes": []
                     *           }
                     *         ]
                     *       },
                     *       "history": [
                     *         {
                     *           "revision": 0,
                     *           "type": "original",
                     *           "issuedOn": "2026-11-20",
                     *           "effectiveOn": "2026-11-20",
                     *           "reason": null,
                     *           "changes": []
                     *         }
                     *       ],
                     *       "fee": {
                     *         "amount": 20000,
                     *         "tariffVersion": "見本-2026-04",
                     *         "sample": true,
                     *         "lines": [
                     *           {
                     *             "type": "rate",
                     *             "base": 5000000,
                     *             "ppm": 4000,
                     *             "rounding": "down",
                     *             "amount": 20000
                     *           }
                     *         ]
                     *       },
                     *       "depositedAt": "2026-11-20T01:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Guarantee"];
                };
            };
        };
    };
    readAuthenticationKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description 保証契約番号。例: 12-08-0000123-3
                 * @example 12-08-0000123-3
                 */
                guaranteeNumber: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "guaranteeNumber": "12-08-0000123-3",
                     *       "authenticationKey": "1T7B-Q3BR-QMPN-43M8-XWN6-ME23-H1FX",
                     *       "keyGeneration": 1,
                     *       "lookUpUrl": "https://dsure.example.jp"
                     *     }
                     */
                    "application/json": components["schemas"]["AuthenticationKey"];
                };
            };
        };
    };
    readCertificateJws: {
        parameters: {
            query?: {
                /** @description 版。省略すると最新 */
                revision?: string;
            };
            header?: never;
            path: {
                /**
                 * @description 保証契約番号。例: 12-08-0000123-3
                 * @example 12-08-0000123-3
                 */
                guaranteeNumber: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 電子証書(JWS) / Download the certificate (JWS) */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example eyJhbGciOiJFUzI1NiIsInR5cCI6ImVzdXJldHktY2VydGlmaWNhdGUrandzIn0.eyJmb3JtYXQiOiJlc3VyZXR5LWNlcnRpZmljYXRlLzEifQ.c2lnbmF0dXJl */
                    "application/jose": string;
                };
            };
        };
    };
    readCertificatePdf: {
        parameters: {
            query?: {
                /** @description 版。省略すると最新 */
                revision?: string;
            };
            header?: never;
            path: {
                /**
                 * @description 保証契約番号。例: 12-08-0000123-3
                 * @example 12-08-0000123-3
                 */
                guaranteeNumber: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 電子証書(PDF、署名付き) / Download the certificate (signed PDF) */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
        };
    };
    listChangeRequests: {
        parameters: {
            query?: {
                /** @description 件数(1から100)。省略すると50 */
                limit?: string;
                /** @description 前の答えの next */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description 保証契約番号。例: 12-08-0000123-3
                 * @example 12-08-0000123-3
                 */
                guaranteeNumber: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "changeRequests": [
                     *         {
                     *           "id": "ce040849-2823-4474-a3c4-e4feb1ad1ea7",
                     *           "guaranteeNumber": "12-08-0000123-3",
                     *           "status": "issued",
                     *           "reflecting": false,
                     *           "type": "decrease",
                     *           "contractChange": {
                     *             "changedOn": "2026-12-01",
                     *             "contractPrice": 45000000,
                     *             "periodTo": null,
                     *             "fiscalYearBase": null,
                     *             "fiscalYears": null
                     *           },
                     *           "newAmount": 4500000,
                     *           "newPeriodTo": null,
                     *           "effectiveOn": "2026-12-01",
                     *           "reason": "設計変更のため",
                     *           "corrections": [],
                     *           "warnings": [],
                     *           "message": null,
                     *           "revision": 1,
                     *           "feeChange": {
                     *             "direction": "refund",
                     *             "amount": 2000,
                     *             "charged": {
                     *               "amount": 20000,
                     *               "tariffVersion": "見本-2026-04",
                     *               "sample": true,
                     *               "lines": [
                     *                 {
                     *                   "type": "rate",
                     *                   "base": 5000000,
                     *                   "ppm": 4000,
                     *                   "rounding": "down",
                     *                   "amount": 20000
                     *                 }
                     *               ]
                     *             },
                     *             "due": {
                     *               "amount": 18000,
                     *               "tariffVersion": "見本-2026-04",
                     *               "sample": true,
                     *               "lines": [
                     *                 {
                     *                   "type": "rate",
                     *                   "base": 4500000,
                     *                   "ppm": 4000,
                     *                   "rounding": "down",
                     *                   "amount": 18000
                     *                 }
                     *               ]
                     *             }
                     *           },
                     *           "createdAt": "2026-12-01T01:00:00.000Z",
                     *           "updatedAt": "2026-12-01T02:00:00.000Z"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["ChangeRequestList"];
                };
            };
        };
    };
    requestChange: {
        parameters: {
            query?: never;
            header?: {
                /** @description 必須。同じ値で繰り返した要求には、24時間は同じ答えを返し、二度は実行しない */
                "idempotency-key"?: string;
            };
            path: {
                /**
                 * @description 保証契約番号。例: 12-08-0000123-3
                 * @example 12-08-0000123-3
                 */
                guaranteeNumber: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "decrease",
                 *       "contractChange": {
                 *         "changedOn": "2026-12-01",
                 *         "contractPrice": 45000000,
                 *         "periodTo": null,
                 *         "fiscalYearBase": null,
                 *         "fiscalYears": null
                 *       },
                 *       "newAmount": 4500000,
                 *       "newPeriodTo": null,
                 *       "effectiveOn": "2026-12-01",
                 *       "reason": "設計変更のため"
                 *     }
                 */
                "application/json": components["schemas"]["ChangeRequestInput"];
            };
        };
        responses: {
            /** @description 変更の申込 */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ce040849-2823-4474-a3c4-e4feb1ad1ea7",
                     *       "guaranteeNumber": "12-08-0000123-3",
                     *       "status": "issued",
                     *       "reflecting": false,
                     *       "type": "decrease",
                     *       "contractChange": {
                     *         "changedOn": "2026-12-01",
                     *         "contractPrice": 45000000,
                     *         "periodTo": null,
                     *         "fiscalYearBase": null,
                     *         "fiscalYears": null
                     *       },
                     *       "newAmount": 4500000,
                     *       "newPeriodTo": null,
                     *       "effectiveOn": "2026-12-01",
                     *       "reason": "設計変更のため",
                     *       "corrections": [],
                     *       "warnings": [],
                     *       "message": null,
                     *       "revision": 1,
                     *       "feeChange": {
                     *         "direction": "refund",
                     *         "amount": 2000,
                     *         "charged": {
                     *           "amount": 20000,
                     *           "tariffVersion": "見本-2026-04",
                     *           "sample": true,
                     *           "lines": [
                     *             {
                     *               "type": "rate",
                     *               "base": 5000000,
                     *               "ppm": 4000,
                     *               "rounding": "down",
                     *               "amount": 20000
                     *             }
                     *           ]
                     *         },
                     *         "due": {
                     *           "amount": 18000,
                     *           "tariffVersion": "見本-2026-04",
                     *           "sample": true,
                     *           "lines": [
                     *             {
                     *               "type": "rate",
                     *               "base": 4500000,
                     *               "ppm": 4000,
                     *               "rounding": "down",
                     *               "amount": 18000
                     *             }
                     *           ]
                     *         }
                     *       },
                     *       "createdAt": "2026-12-01T01:00:00.000Z",
                     *       "updatedAt": "2026-12-01T02:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ChangeRequest"];
                };
            };
        };
    };
    readChangeRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description 保証契約番号。例: 12-08-0000123-3
                 * @example 12-08-0000123-3
                 */
                guaranteeNumber: string;
                /** @example ce040849-2823-4474-a3c4-e4feb1ad1ea7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 変更の申込 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ce040849-2823-4474-a3c4-e4feb1ad1ea7",
                     *       "guaranteeNumber": "12-08-0000123-3",
                     *       "status": "issued",
                     *       "reflecting": false,
                     *       "type": "decrease",
                     *       "contractChange": {
                     *         "changedOn": "2026-12-01",
                     *         "contractPrice": 45000000,
                     *         "periodTo": null,
                     *         "fiscalYearBase": null,
                     *         "fiscalYears": null
                     *       },
                     *       "newAmount": 4500000,
                     *       "newPeriodTo": null,
                     *       "effectiveOn": "2026-12-01",
                     *       "reason": "設計変更のため",
                     *       "corrections": [],
                     *       "warnings": [],
                     *       "message": null,
                     *       "revision": 1,
                     *       "feeChange": {
                     *         "direction": "refund",
                     *         "amount": 2000,
                     *         "charged": {
                     *           "amount": 20000,
                     *           "tariffVersion": "見本-2026-04",
                     *           "sample": true,
                     *           "lines": [
                     *             {
                     *               "type": "rate",
                     *               "base": 5000000,
                     *               "ppm": 4000,
                     *               "rounding": "down",
                     *               "amount": 20000
                     *             }
                     *           ]
                     *         },
                     *         "due": {
                     *           "amount": 18000,
                     *           "tariffVersion": "見本-2026-04",
                     *           "sample": true,
                     *           "lines": [
                     *             {
                     *               "type": "rate",
                     *               "base": 4500000,
                     *               "ppm": 4000,
                     *               "rounding": "down",
                     *               "amount": 18000
                     *             }
                     *           ]
                     *         }
                     *       },
                     *       "createdAt": "2026-12-01T01:00:00.000Z",
                     *       "updatedAt": "2026-12-01T02:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ChangeRequest"];
                };
            };
        };
    };
    listChangeAttachments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description 保証契約番号。例: 12-08-0000123-3
                 * @example 12-08-0000123-3
                 */
                guaranteeNumber: string;
                /** @example ce040849-2823-4474-a3c4-e4feb1ad1ea7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "attachments": [
                     *         {
                     *           "id": "695ea874-5bb9-4b86-b02f-e15635458528",
                     *           "type": "contract",
                     *           "name": "請負契約書.pdf",
                     *           "mediaType": "application/pdf",
                     *           "size": 524288,
                     *           "sha256": "U7Wlrm4l9LXMMhLVgE53RKqPIF647VVwCu6sXE-r1wo",
                     *           "addedAt": "2026-11-12T01:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["AttachmentList"];
                };
            };
        };
    };
    addChangeAttachment: {
        parameters: {
            query?: never;
            header?: {
                /** @description 必須。同じ値で繰り返した要求には、24時間は同じ答えを返し、二度は実行しない */
                "idempotency-key"?: string;
            };
            path: {
                /**
                 * @description 保証契約番号。例: 12-08-0000123-3
                 * @example 12-08-0000123-3
                 */
                guaranteeNumber: string;
                /** @example ce040849-2823-4474-a3c4-e4feb1ad1ea7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["AttachmentInput"];
            };
        };
        responses: {
            /** @description 添付書類 */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "695ea874-5bb9-4b86-b02f-e15635458528",
                     *       "type": "contract",
                     *       "name": "請負契約書.pdf",
                     *       "mediaType": "application/pdf",
                     *       "size": 524288,
                     *       "sha256": "U7Wlrm4l9LXMMhLVgE53RKqPIF647VVwCu6sXE-r1wo",
                     *       "addedAt": "2026-11-12T01:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Attachment"];
                };
            };
        };
    };
    readChangeAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description 保証契約番号。例: 12-08-0000123-3
                 * @example 12-08-0000123-3
                 */
                guaranteeNumber: string;
                /** @example ce040849-2823-4474-a3c4-e4feb1ad1ea7 */
                id: string;
                /** @example 695ea874-5bb9-4b86-b02f-e15635458528 */
                attachmentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 受け取ったままの内容 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                    "image/jpeg": string;
                    "image/png": string;
                };
            };
        };
    };
    removeChangeAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description 保証契約番号。例: 12-08-0000123-3
                 * @example 12-08-0000123-3
                 */
                guaranteeNumber: string;
                /** @example ce040849-2823-4474-a3c4-e4feb1ad1ea7 */
                id: string;
                /** @example 695ea874-5bb9-4b86-b02f-e15635458528 */
                attachmentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 削除した */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readChangeFeeNotice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description 保証契約番号。例: 12-08-0000123-3
                 * @example 12-08-0000123-3
                 */
                guaranteeNumber: string;
                /** @example ce040849-2823-4474-a3c4-e4feb1ad1ea7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 追加保証料のご案内 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
        };
    };
    recordChangeFeeReceipt: {
        parameters: {
            query?: never;
            header?: {
                /** @description 必須。同じ値で繰り返した要求には、24時間は同じ答えを返し、二度は実行しない */
                "idempotency-key"?: string;
            };
            path: {
                /**
                 * @description 保証契約番号。例: 12-08-0000123-3
                 * @example 12-08-0000123-3
                 */
                guaranteeNumber: string;
                /** @example ce040849-2823-4474-a3c4-e4feb1ad1ea7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "amount": 20000,
                 *       "receivedOn": "2026-11-20",
                 *       "method": "bank_transfer",
                 *       "reference": "フリコミ マルマルケンセツ"
                 *     }
                 */
                "application/json": components["schemas"]["FeeReceiptInput"];
            };
        };
        responses: {
            /** @description 保証料の入金 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "kind": "performance",
                     *       "amount": 20000,
                     *       "receivedOn": "2026-11-20",
                     *       "method": "bank_transfer",
                     *       "reference": "フリコミ マルマルケンセツ",
                     *       "fee": 20000,
                     *       "refundable": 0
                     *     }
                     */
                    "application/json": components["schemas"]["FeeReceipt"];
                };
            };
        };
    };
    decideHeldChange: {
        parameters: {
            query?: never;
            header?: {
                /** @description 必須。同じ値で繰り返した要求には、24時間は同じ答えを返し、二度は実行しない */
                "idempotency-key"?: string;
            };
            path: {
                /**
                 * @description 保証契約番号。例: 12-08-0000123-3
                 * @example 12-08-0000123-3
                 */
                guaranteeNumber: string;
                /** @example ce040849-2823-4474-a3c4-e4feb1ad1ea7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "decision": "resume",
                 *       "reason": "発注者コードを確認しました。"
                 *     }
                 */
                "application/json": components["schemas"]["HeldDecisionInput"];
            };
        };
        responses: {
            /** @description 発行保留の扱い。二人が同じ判断を送ると実行される */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "decision": "resume",
                     *       "proposedBy": "client:underwriter",
                     *       "confirmedBy": null
                     *     }
                     */
                    "application/json": components["schemas"]["HeldDecision"];
                };
            };
        };
    };
    reviewChange: {
        parameters: {
            query?: never;
            header?: {
                /** @description 必須。同じ値で繰り返した要求には、24時間は同じ答えを返し、二度は実行しない */
                "idempotency-key"?: string;
                /** @description 必須。読み込んだときの ETag */
                "if-match"?: string;
            };
            path: {
                /**
                 * @description 保証契約番号。例: 12-08-0000123-3
                 * @example 12-08-0000123-3
                 */
                guaranteeNumber: string;
                /** @example ce040849-2823-4474-a3c4-e4feb1ad1ea7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "decision": "approve",
                 *       "message": null
                 *     }
                 */
                "application/json": components["schemas"]["ChangeReviewInput"];
            };
        };
        responses: {
            /** @description 変更の申込 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ce040849-2823-4474-a3c4-e4feb1ad1ea7",
                     *       "guaranteeNumber": "12-08-0000123-3",
                     *       "status": "issued",
                     *       "reflecting": false,
                     *       "type": "decrease",
                     *       "contractChange": {
                     *         "changedOn": "2026-12-01",
                     *         "contractPrice": 45000000,
                     *         "periodTo": null,
                     *         "fiscalYearBase": null,
                     *         "fiscalYears": null
                     *       },
                     *       "newAmount": 4500000,
                     *       "newPeriodTo": null,
                     *       "effectiveOn": "2026-12-01",
                     *       "reason": "設計変更のため",
                     *       "corrections": [],
                     *       "warnings": [],
                     *       "message": null,
                     *       "revision": 1,
                     *       "feeChange": {
                     *         "direction": "refund",
                     *         "amount": 2000,
                     *         "charged": {
                     *           "amount": 20000,
                     *           "tariffVersion": "見本-2026-04",
                     *           "sample": true,
                     *           "lines": [
                     *             {
                     *               "type": "rate",
                     *               "base": 5000000,
                     *               "ppm": 4000,
                     *               "rounding": "down",
                     *               "amount": 20000
                     *             }
                     *           ]
                     *         },
                     *         "due": {
                     *           "amount": 18000,
                     *           "tariffVersion": "見本-2026-04",
                     *           "sample": true,
                     *           "lines": [
                     *             {
                     *               "type": "rate",
                     *               "base": 4500000,
                     *               "ppm": 4000,
                     *               "rounding": "down",
                     *               "amount": 18000
                     *             }
                     *           ]
                     *         }
                     *       },
                     *       "createdAt": "2026-12-01T01:00:00.000Z",
                     *       "updatedAt": "2026-12-01T02:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ChangeRequest"];
                };
            };
        };
    };
    readChangeReviewSheet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description 保証契約番号。例: 12-08-0000123-3
                 * @example 12-08-0000123-3
                 */
                guaranteeNumber: string;
                /** @example ce040849-2823-4474-a3c4-e4feb1ad1ea7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 変更の審査票。見るだけで何も変わらない */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "changeRequestId": "ce040849-2823-4474-a3c4-e4feb1ad1ea7",
                     *       "requestedBy": "見本 太郎",
                     *       "claimedBy": null,
                     *       "firstApprovalBy": null,
                     *       "approvedBy": null,
                     *       "needsSecondPerson": false,
                     *       "needsSecondApproval": false,
                     *       "commands": [
                     *         "approve",
                     *         "decline",
                     *         "return"
                     *       ],
                     *       "before": {
                     *         "amount": 5000000,
                     *         "periodTo": "2027-03-19",
                     *         "contractPrice": 50000000,
                     *         "worksPeriodTo": "2027-03-19"
                     *       },
                     *       "credit": {
                     *         "limit": 1000000000,
                     *         "inUse": 25000000,
                     *         "asked": 0,
                     *         "within": true
                     *       },
                     *       "feeChange": {
                     *         "direction": "refund",
                     *         "amount": 2000,
                     *         "charged": {
                     *           "amount": 20000,
                     *           "tariffVersion": "見本-2026-04",
                     *           "sample": true,
                     *           "lines": [
                     *             {
                     *               "type": "rate",
                     *               "base": 5000000,
                     *               "ppm": 4000,
                     *               "rounding": "down",
                     *               "amount": 20000
                     *             }
                     *           ]
                     *         },
                     *         "due": {
                     *           "amount": 18000,
                     *           "tariffVersion": "見本-2026-04",
                     *           "sample": true,
                     *           "lines": [
                     *             {
                     *               "type": "rate",
                     *               "base": 4500000,
                     *               "ppm": 4000,
                     *               "rounding": "down",
                     *               "amount": 18000
                     *             }
                     *           ]
                     *         }
                     *       },
                     *       "payBy": null,
                     *       "feeReceipt": null,
                     *       "held": null
                     *     }
                     */
                    "application/json": components["schemas"]["ChangeReviewSheet"];
                };
            };
        };
    };
    resubmitChange: {
        parameters: {
            query?: never;
            header?: {
                /** @description 必須。同じ値で繰り返した要求には、24時間は同じ答えを返し、二度は実行しない */
                "idempotency-key"?: string;
            };
            path: {
                /**
                 * @description 保証契約番号。例: 12-08-0000123-3
                 * @example 12-08-0000123-3
                 */
                guaranteeNumber: string;
                /** @example ce040849-2823-4474-a3c4-e4feb1ad1ea7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "decrease",
                 *       "contractChange": {
                 *         "changedOn": "2026-12-01",
                 *         "contractPrice": 45000000,
                 *         "periodTo": null,
                 *         "fiscalYearBase": null,
                 *         "fiscalYears": null
                 *       },
                 *       "newAmount": 4500000,
                 *       "newPeriodTo": null,
                 *       "effectiveOn": "2026-12-01",
                 *       "reason": "設計変更のため"
                 *     }
                 */
                "application/json": components["schemas"]["ChangeRequestInput"];
            };
        };
        responses: {
            /** @description 変更の申込 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ce040849-2823-4474-a3c4-e4feb1ad1ea7",
                     *       "guaranteeNumber": "12-08-0000123-3",
                     *       "status": "issued",
                     *       "reflecting": false,
                     *       "type": "decrease",
                     *       "contractChange": {
                     *         "changedOn": "2026-12-01",
                     *         "contractPrice": 45000000,
                     *         "periodTo": null,
                     *         "fiscalYearBase": null,
                     *         "fiscalYears": null
                     *       },
                     *       "newAmount": 4500000,
                     *       "newPeriodTo": null,
                     *       "effectiveOn": "2026-12-01",
                     *       "reason": "設計変更のため",
                     *       "corrections": [],
                     *       "warnings": [],
                     *       "message": null,
                     *       "revision": 1,
                     *       "feeChange": {
                     *         "direction": "refund",
                     *         "amount": 2000,
                     *         "charged": {
                     *           "amount": 20000,
                     *           "tariffVersion": "見本-2026-04",
                     *           "sample": true,
                     *           "lines": [
                     *             {
                     *               "type": "rate",
                     *               "base": 5000000,
                     *               "ppm": 4000,
                     *               "rounding": "down",
                     *               "amount": 20000
                     *             }
                     *           ]
                     *         },
                     *         "due": {
                     *           "amount": 18000,
                     *           "tariffVersion": "見本-2026-04",
                     *           "sample": true,
                     *           "lines": [
                     *             {
                     *               "type": "rate",
                     *               "base": 4500000,
                     *               "ppm": 4000,
                     *               "rounding": "down",
                     *               "amount": 18000
                     *             }
                     *           ]
                     *         }
                     *       },
                     *       "createdAt": "2026-12-01T01:00:00.000Z",
                     *       "updatedAt": "2026-12-01T02:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ChangeRequest"];
                };
            };
        };
    };
    withdrawChange: {
        parameters: {
            query?: never;
            header?: {
                /** @description 必須。同じ値で繰り返した要求には、24時間は同じ答えを返し、二度は実行しない */
                "idempotency-key"?: string;
            };
            path: {
                /**
                 * @description 保証契約番号。例: 12-08-0000123-3
                 * @example 12-08-0000123-3
                 */
                guaranteeNumber: string;
                /** @example ce040849-2823-4474-a3c4-e4feb1ad1ea7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 変更の申込 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ce040849-2823-4474-a3c4-e4feb1ad1ea7",
                     *       "guaranteeNumber": "12-08-0000123-3",
                     *       "status": "issued",
                     *       "reflecting": false,
                     *       "type": "decrease",
                     *       "contractChange": {
                     *         "changedOn": "2026-12-01",
                     *         "contractPrice": 45000000,
                     *         "periodTo": null,
                     *         "fiscalYearBase": null,
                     *         "fiscalYears": null
                     *       },
                     *       "newAmount": 4500000,
                     *       "newPeriodTo": null,
                     *       "effectiveOn": "2026-12-01",
                     *       "reason": "設計変更のため",
                     *       "corrections": [],
                     *       "warnings": [],
                     *       "message": null,
                     *       "revision": 1,
                     *       "feeChange": {
                     *         "direction": "refund",
                     *         "amount": 2000,
                     *         "charged": {
                     *           "amount": 20000,
                     *           "tariffVersion": "見本-2026-04",
                     *           "sample": true,
                     *           "lines": [
                     *             {
                     *               "type": "rate",
                     *               "base": 5000000,
                     *               "ppm": 4000,
                     *               "rounding": "down",
                     *               "amount": 20000
                     *             }
                     *           ]
                     *         },
                     *         "due": {
                     *           "amount": 18000,
                     *           "tariffVersion": "見本-2026-04",
                     *           "sample": true,
                     *           "lines": [
                     *             {
                     *               "type": "rate",
                     *               "base": 4500000,
                     *               "ppm": 4000,
                     *               "rounding": "down",
                     *               "amount": 18000
                     *             }
                     *           ]
                     *         }
                     *       },
                     *       "createdAt": "2026-12-01T01:00:00.000Z",
                     *       "updatedAt": "2026-12-01T02:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ChangeRequest"];
                };
            };
        };
    };
    recordDispatch: {
        parameters: {
            query?: never;
            header?: {
                /** @description 必須。同じ値で繰り返した要求には、24時間は同じ答えを返し、二度は実行しない */
                "idempotency-key"?: string;
            };
            path: {
                /**
                 * @description 保証契約番号。例: 12-08-0000123-3
                 * @example 12-08-0000123-3
                 */
                guaranteeNumber: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "method": "post",
                 *       "dispatchedOn": "2026-11-20",
                 *       "reference": "書留 123-45-67890-1"
                 *     }
                 */
                "application/json": components["schemas"]["DispatchInput"];
            };
        };
        responses: {
            /** @description 保証契約 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "guaranteeNumber": "12-08-0000123-3",
                     *       "applicationId": "29948287-7d7b-4cc2-8a3e-53def9b8054a",
                     *       "kind": "performance",
                     *       "form": "electronic",
                     *       "status": "in_force",
                     *       "revision": 0,
                     *       "amendments": 0,
                     *       "issuedOn": "2026-11-20",
                     *       "orderer": {
                     *         "code": "203629",
                     *         "name": "富士見町"
                     *       },
                     *       "contractor": {
                     *         "name": "○○建設 株式会社"
                     *       },
                     *       "worksName": "町道○○線 道路改良工事",
                     *       "amount": 5000000,
                     *       "period": {
                     *         "from": "2026-11-10",
                     *         "to": "2027-03-19"
                     *       },
                     *       "externalReference": null,
                     *       "change": null,
                     *       "keyReplacement": null,
                     *       "delivery": null,
                     *       "updatedAt": "2026-11-20T01:00:00.000Z",
                     *       "certificate": {
                     *         "format": "esurety-certificate/1",
                     *         "guaranteeNumber": "12-08-0000123-3",
                     *         "kind": "performance",
                     *         "revision": 0,
                     *         "type": "original",
                     *         "amendments": 0,
                     *         "issuedOn": "2026-11-20",
                     *         "status": "in_force",
                     *         "statusFrom": "2026-11-20",
                     *         "issuer": {
                     *           "id": "mihon",
                     *           "name": "見本建設業保証株式会社",
                     *           "address": "東京都中央区○○1-1-1",
                     *           "representative": "代表取締役社長 見本 一郎"
                     *         },
                     *         "orderer": {
                     *           "code": "203629",
                     *           "name": "富士見町",
                     *           "signatory": {
                     *             "office": null,
                     *             "title": "富士見町長",
                     *             "name": null
                     *           }
                     *         },
                     *         "contractor": {
                     *           "name": "○○建設 株式会社",
                     *           "address": "長野県諏訪郡富士見町○○100番地",
                     *           "signatory": {
                     *             "office": null,
                     *             "title": "代表取締役",
                     *             "name": "見本 正"
                     *           },
                     *           "jointVenture": null
                     *         },
                     *         "works": {
                     *           "subject": "construction",
                     *           "name": "町道○○線 道路改良工事",
                     *           "number": "08-0123",
                     *           "place": "長野県諏訪郡富士見町",
                     *           "contractDate": "2026-11-10",
                     *           "contractNumber": null,
                     *           "contractPrice": 50000000,
                     *           "period": {
                     *             "from": "2026-11-11",
                     *             "to": "2027-03-19"
                     *           }
                     *         },
                     *         "amount": 5000000,
                     *         "period": {
                     *           "from": "2026-11-10",
                     *           "to": "2027-03-19"
                     *         },
                     *         "ratio": {
                     *           "percent": "10.0",
                     *           "of": "contractPrice"
                     *         },
                     *         "terms": {
                     *           "name": "契約保証特約(見本)",
                     *           "version": "2026-04"
                     *         },
                     *         "remarks": "",
                     *         "history": [
                     *           {
                     *             "revision": 0,
                     *             "type": "original",
                     *             "issuedOn": "2026-11-20",
                     *             "effectiveOn": "2026-11-20",
                     *             "reason": null,
                     *             "changes": []
                     *           }
                     *         ]
                     *       },
                     *       "history": [
                     *         {
                     *           "revision": 0,
                     *           "type": "original",
                     *           "issuedOn": "2026-11-20",
                     *           "effectiveOn": "2026-11-20",
                     *           "reason": null,
                     *           "changes": []
                     *         }
                     *       ],
                     *       "fee": {
                     *         "amount": 20000,
                     *         "tariffVersion": "見本-2026-04",
                     *         "sample": true,
                     *         "lines": [
                     *           {
                     *             "type": "rate",
                     *             "base": 5000000,
                     *             "ppm": 4000,
                     *             "rounding": "down",
                     *             "amount": 20000
                     *           }
                     *         ]
                     *       },
                     *       "depositedAt": "2026-11-20T01:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Guarantee"];
                };
            };
        };
    };
    readGuaranteeTimeline: {
        parameters: {
            query?: {
                /** @description 件数(1から100)。省略すると50 */
                limit?: string;
                /** @description 前の答えの next */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description 保証契約番号。例: 12-08-0000123-3
                 * @example 12-08-0000123-3
                 */
                guaranteeNumber: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 古い順 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "timeline": [
                     *         {
                     *           "event": {
                     *             "id": "5a7d2c61-90c7-4d0b-8d61-2b7f6d1c9e02",
                     *             "type": "guarantee.issued",
                     *             "timestamp": "2026-11-20T01:00:00.000Z",
                     *             "data": {
                     *               "applicationId": "29948287-7d7b-4cc2-8a3e-53def9b8054a",
                     *               "kind": "performance",
                     *               "guaranteeNumber": "12-08-0000123-3",
                     *               "revision": 0
                     *             }
                     *           },
                     *           "title": "保証の発行",
                     *           "acknowledgement": null
                     *         },
                     *         {
                     *           "event": {
                     *             "id": "0e3c2f9b-51c6-4c53-9d9c-2f4f3f2f8a11",
                     *             "type": "certificate.acknowledged",
                     *             "timestamp": "2026-11-22T01:00:00.000Z",
                     *             "data": {
                     *               "guaranteeNumber": "12-08-0000123-3",
                     *               "revision": 0,
                     *               "result": "accepted",
                     *               "acknowledgementId": "4fef393b-5a8d-448b-bd8d-3116de22485c"
                     *             }
                     *           },
                     *           "title": "受領・訂正依頼の申告",
                     *           "acknowledgement": {
                     *             "result": "accepted",
                     *             "reason": "",
                     *             "declaredBy": {
                     *               "organisation": "富士見町",
                     *               "department": "建設課",
                     *               "name": "見本 太郎"
                     *             }
                     *           }
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["Timeline"];
                };
            };
        };
    };
    setExternalReference: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description 保証契約番号。例: 12-08-0000123-3
                 * @example 12-08-0000123-3
                 */
                guaranteeNumber: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "externalReference": "KOUJI-2026-0123"
                 *     }
                 */
                "application/json": components["schemas"]["ExternalReferenceInput"];
            };
        };
        responses: {
            /** @description 保証契約 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "guaranteeNumber": "12-08-0000123-3",
                     *       "applicationId": "29948287-7d7b-4cc2-8a3e-53def9b8054a",
                     *       "kind": "performance",
                     *       "form": "electronic",
                     *       "status": "in_force",
                     *       "revision": 0,
                     *       "amendments": 0,
                     *       "issuedOn": "2026-11-20",
                     *       "orderer": {
                     *         "code": "203629",
                     *         "name": "富士見町"
                     *       },
                     *       "contractor": {
                     *         "name": "○○建設 株式会社"
                     *       },
                     *       "worksName": "町道○○線 道路改良工事",
                     *       "amount": 5000000,
                     *       "period": {
                     *         "from": "2026-11-10",
                     *         "to": "2027-03-19"
                     *       },
                     *       "externalReference": null,
                     *       "change": null,
                     *       "keyReplacement": null,
                     *       "delivery": null,
                     *       "updatedAt": "2026-11-20T01:00:00.000Z",
                     *       "certificate": {
                     *         "format": "esurety-certificate/1",
                     *         "guaranteeNumber": "12-08-0000123-3",
                     *         "kind": "performance",
                     *         "revision": 0,
                     *         "type": "original",
                     *         "amendments": 0,
                     *         "issuedOn": "2026-11-20",
                     *         "status": "in_force",
                     *         "statusFrom": "2026-11-20",
                     *         "issuer": {
                     *           "id": "mihon",
                     *           "name": "見本建設業保証株式会社",
                     *           "address": "東京都中央区○○1-1-1",
                     *           "representative": "代表取締役社長 見本 一郎"
                     *         },
                     *         "orderer": {
                     *           "code": "203629",
                     *           "name": "富士見町",
                     *           "signatory": {
                     *             "office": null,
                     *             "title": "富士見町長",
                     *             "name": null
                     *           }
                     *         },
                     *         "contractor": {
                     *           "name": "○○建設 株式会社",
                     *           "address": "長野県諏訪郡富士見町○○100番地",
                     *           "signatory": {
                     *             "office": null,
                     *             "title": "代表取締役",
                     *             "name": "見本 正"
                     *           },
                     *           "jointVenture": null
                     *         },
                     *         "works": {
                     *           "subject": "construction",
                     *           "name": "町道○○線 道路改良工事",
                     *           "number": "08-0123",
                     *           "place": "長野県諏訪郡富士見町",
                     *           "contractDate": "2026-11-10",
                     *           "contractNumber": null,
                     *           "contractPrice": 50000000,
                     *           "period": {
                     *             "from": "2026-11-11",
                     *             "to": "2027-03-19"
                     *           }
                     *         },
                     *         "amount": 5000000,
                     *         "period": {
                     *           "from": "2026-11-10",
                     *           "to": "2027-03-19"
                     *         },
                     *         "ratio": {
                     *           "percent": "10.0",
                     *           "of": "contractPrice"
                     *         },
                     *         "terms": {
                     *           "name": "契約保証特約(見本)",
                     *           "version": "2026-04"
                     *         },
                     *         "remarks": "",
                     *         "history": [
                     *           {
                     *             "revision": 0,
                     *             "type": "original",
                     *             "issuedOn": "2026-11-20",
                     *             "effectiveOn": "2026-11-20",
                     *             "reason": null,
                     *             "changes": []
                     *           }
                     *         ]
                     *       },
                     *       "history": [
                     *         {
                     *           "revision": 0,
                     *           "type": "original",
                     *           "issuedOn": "2026-11-20",
                     *           "effectiveOn": "2026-11-20",
                     *           "reason": null,
                     *           "changes": []
                     *         }
                     *       ],
                     *       "fee": {
                     *         "amount": 20000,
                     *         "tariffVersion": "見本-2026-04",
                     *         "sample": true,
                     *         "lines": [
                     *           {
                     *             "type": "rate",
                     *             "base": 5000000,
                     *             "ppm": 4000,
                     *             "rounding": "down",
                     *             "amount": 20000
                     *           }
                     *         ]
                     *       },
                     *       "depositedAt": "2026-11-20T01:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Guarantee"];
                };
            };
        };
    };
    readFeeStatement: {
        parameters: {
            query?: {
                /** @description 版。省略すると最新の計算書 */
                revision?: string;
            };
            header?: never;
            path: {
                /**
                 * @description 保証契約番号。例: 12-08-0000123-3
                 * @example 12-08-0000123-3
                 */
                guaranteeNumber: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 保証料計算書 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
        };
    };
    readKeyNotice: {
        parameters: {
            query?: {
                /** @description 版。省略すると最新 */
                revision?: string;
            };
            header?: never;
            path: {
                /**
                 * @description 保証契約番号。例: 12-08-0000123-3
                 * @example 12-08-0000123-3
                 */
                guaranteeNumber: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 認証キーのお知らせ */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
        };
    };
    replaceKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description 必須。同じ値で繰り返した要求には、24時間は同じ答えを返し、二度は実行しない */
                "idempotency-key"?: string;
            };
            path: {
                /**
                 * @description 保証契約番号。例: 12-08-0000123-3
                 * @example 12-08-0000123-3
                 */
                guaranteeNumber: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "誤って別の宛先へ送信したため"
                 *     }
                 */
                "application/json": components["schemas"]["KeyReplacementInput"];
            };
        };
        responses: {
            /** @description 認証キーの再発行 */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "guaranteeNumber": "12-08-0000123-3",
                     *       "keyGeneration": 2,
                     *       "status": "pending",
                     *       "requestedAt": "2026-12-01T01:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["KeyReplacement"];
                };
            };
        };
    };
    readRefundStatement: {
        parameters: {
            query?: {
                /** @description 版。省略すると最新の計算書 */
                revision?: string;
            };
            header?: never;
            path: {
                /**
                 * @description 保証契約番号。例: 12-08-0000123-3
                 * @example 12-08-0000123-3
                 */
                guaranteeNumber: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 保証料返還計算書 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
        };
    };
    readSubmissionDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description 保証契約番号。例: 12-08-0000123-3
                 * @example 12-08-0000123-3
                 */
                guaranteeNumber: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description メールの下書き(RFC 5322) */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "message/rfc822": string;
                };
            };
        };
    };
    readSubmissionGuide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description 保証契約番号。例: 12-08-0000123-3
                 * @example 12-08-0000123-3
                 */
                guaranteeNumber: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 提出方法の案内 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "prescribed": true,
                     *       "addressee": {
                     *         "from": "contractor",
                     *         "department": "建設課",
                     *         "person": null,
                     *         "email": "kensetsu@example.jp",
                     *         "text": "富士見町 建設課 御中"
                     *       },
                     *       "channel": {
                     *         "code": "email",
                     *         "text": "電子メール"
                     *       },
                     *       "subject": null,
                     *       "body": [],
                     *       "attachments": [
                     *         {
                     *           "code": "key_notice",
                     *           "text": "「電子保証にかかる「認証キー」のお知らせ」(PDF)"
                     *         }
                     *       ],
                     *       "deadline": null,
                     *       "confirmByPhone": false,
                     *       "notes": [
                     *         "この工事について発注者が電子保証を認めた場合に限ります。"
                     *       ],
                     *       "missing": [],
                     *       "source": "保証事業会社が配布する町の案内",
                     *       "lines": [
                     *         {
                     *           "label": "提出先",
                     *           "text": "富士見町 建設課 御中 kensetsu@example.jp"
                     *         },
                     *         {
                     *           "label": "提出方法",
                     *           "text": "電子メール"
                     *         },
                     *         {
                     *           "label": "提出するもの",
                     *           "text": "「電子保証にかかる「認証キー」のお知らせ」(PDF)"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SubmissionGuide"];
                };
            };
        };
    };
    readMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "clientId": "marumaru-kensetsu",
                     *       "user": null,
                     *       "branches": null,
                     *       "role": "contractor",
                     *       "scopes": [
                     *         "applications:read",
                     *         "applications:write",
                     *         "guarantees:read",
                     *         "authentication-keys:read"
                     *       ],
                     *       "contractor": {
                     *         "id": "marumaru-kensetsu",
                     *         "name": "○○建設 株式会社",
                     *         "address": "長野県諏訪郡富士見町○○100番地",
                     *         "representative": {
                     *           "title": "代表取締役",
                     *           "name": "見本 正"
                     *         },
                     *         "lumpSumAgreement": true,
                     *         "creditLimit": 1000000000
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    listOrderers: {
        parameters: {
            query?: {
                /** @description 件数(1から100)。省略すると50 */
                limit?: string;
                /** @description 前の答えの next */
                cursor?: string;
                /** @description 名前・かな・都道府県・コードの一部 */
                q?: string;
                electronic?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "orderers": [
                     *         {
                     *           "code": "203629",
                     *           "prefecture": "長野県",
                     *           "name": "富士見町",
                     *           "kana": "ふじみまち",
                     *           "electronic": {
                     *             "since": null,
                     *             "trigger": "orderer_allows_per_work",
                     *             "kinds": [
                     *               "advance_payment",
                     *               "performance"
                     *             ],
                     *             "subjects": [
                     *               "construction",
                     *               "consulting"
                     *             ],
                     *             "validFrom": "2024-01-01",
                     *             "source": "保証事業会社が配布する町の案内"
                     *           }
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["OrdererList"];
                };
            };
        };
    };
    importOrderers: {
        parameters: {
            query?: never;
            header?: {
                /** @description 必須。同じ値で繰り返した要求には、24時間は同じ答えを返し、二度は実行しない */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description CSV */
        requestBody: {
            content: {
                /**
                 * @example code,prefecture,name,kana
                 *     203629,長野県,富士見町,ふじみまち
                 */
                "text/csv": string;
            };
        };
        responses: {
            /** @description 取込みの結果 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "lines": 1,
                     *       "added": 0,
                     *       "changed": 0,
                     *       "unchanged": 1,
                     *       "refused": []
                     *     }
                     */
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
        };
    };
    readOrderer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 203629 */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 発注者と、その規則の履歴 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "203629",
                     *       "prefecture": "長野県",
                     *       "name": "富士見町",
                     *       "kana": "ふじみまち",
                     *       "electronic": {
                     *         "since": null,
                     *         "trigger": "orderer_allows_per_work",
                     *         "kinds": [
                     *           "advance_payment",
                     *           "performance"
                     *         ],
                     *         "subjects": [
                     *           "construction",
                     *           "consulting"
                     *         ],
                     *         "validFrom": "2024-01-01",
                     *         "source": "保証事業会社が配布する町の案内"
                     *       },
                     *       "rules": [
                     *         {
                     *           "validFrom": "2024-01-01",
                     *           "rules": {
                     *             "electronic": {
                     *               "since": null,
                     *               "trigger": "orderer_allows_per_work",
                     *               "kinds": [
                     *                 "advance_payment",
                     *                 "performance"
                     *               ],
                     *               "subjects": [
                     *                 "construction",
                     *                 "consulting"
                     *               ]
                     *             },
                     *             "submission": [
                     *               {
                     *                 "kinds": [
                     *                   "advance_payment",
                     *                   "performance"
                     *                 ],
                     *                 "channel": "email",
                     *                 "subject": null,
                     *                 "body": [],
                     *                 "attach": [
                     *                   "key_notice",
                     *                   "other_papers"
                     *                 ],
                     *                 "deadline": null,
                     *                 "confirmByPhone": false
                     *               }
                     *             ],
                     *             "note": "この工事について発注者が電子保証を認めた場合に限ります。",
                     *             "source": "保証事業会社が配布する町の案内"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["OrdererDetail"];
                };
            };
        };
    };
    changeOrdererRules: {
        parameters: {
            query?: never;
            header?: {
                /** @description 必須。読み込んだときの ETag */
                "if-match"?: string;
            };
            path: {
                /** @example 203629 */
                code: string;
                /**
                 * @description 日付(日本時間)
                 * @example 2027-04-01
                 */
                validFrom: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "electronic": {
                 *         "since": null,
                 *         "trigger": "orderer_allows_per_work",
                 *         "kinds": [
                 *           "advance_payment",
                 *           "performance"
                 *         ],
                 *         "subjects": [
                 *           "construction",
                 *           "consulting"
                 *         ]
                 *       },
                 *       "submission": [
                 *         {
                 *           "kinds": [
                 *             "advance_payment",
                 *             "performance"
                 *           ],
                 *           "channel": "email",
                 *           "subject": null,
                 *           "body": [],
                 *           "attach": [
                 *             "key_notice",
                 *             "other_papers"
                 *           ],
                 *           "deadline": null,
                 *           "confirmByPhone": false
                 *         }
                 *       ],
                 *       "note": "この工事について発注者が電子保証を認めた場合に限ります。",
                 *       "source": "保証事業会社が配布する町の案内"
                 *     }
                 */
                "application/json": components["schemas"]["OrdererRules"];
            };
        };
        responses: {
            /** @description 発注者と、その規則の履歴 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "203629",
                     *       "prefecture": "長野県",
                     *       "name": "富士見町",
                     *       "kana": "ふじみまち",
                     *       "electronic": {
                     *         "since": null,
                     *         "trigger": "orderer_allows_per_work",
                     *         "kinds": [
                     *           "advance_payment",
                     *           "performance"
                     *         ],
                     *         "subjects": [
                     *           "construction",
                     *           "consulting"
                     *         ],
                     *         "validFrom": "2024-01-01",
                     *         "source": "保証事業会社が配布する町の案内"
                     *       },
                     *       "rules": [
                     *         {
                     *           "validFrom": "2024-01-01",
                     *           "rules": {
                     *             "electronic": {
                     *               "since": null,
                     *               "trigger": "orderer_allows_per_work",
                     *               "kinds": [
                     *                 "advance_payment",
                     *                 "performance"
                     *               ],
                     *               "subjects": [
                     *                 "construction",
                     *                 "consulting"
                     *               ]
                     *             },
                     *             "submission": [
                     *               {
                     *                 "kinds": [
                     *                   "advance_payment",
                     *                   "performance"
                     *                 ],
                     *                 "channel": "email",
                     *                 "subject": null,
                     *                 "body": [],
                     *                 "attach": [
                     *                   "key_notice",
                     *                   "other_papers"
                     *                 ],
                     *                 "deadline": null,
                     *                 "confirmByPhone": false
                     *               }
                     *             ],
                     *             "note": "この工事について発注者が電子保証を認めた場合に限ります。",
                     *             "source": "保証事業会社が配布する町の案内"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["OrdererDetail"];
                };
            };
        };
    };
    requestPasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "loginId": "jiro.mihon"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordResetInput"];
            };
        };
        responses: {
            /** @description 受け付けた */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    setPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "Y3OrLJsMfgacRUzFkfjgFxuEzrYC8FubMZntS9zR1M8",
                 *       "password": "mihon no nagai aikotoba"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordInput"];
            };
        };
        responses: {
            /** @description パスワードを決めた */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    quote: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "orderer": "203629",
                 *       "works": {
                 *         "subject": "construction",
                 *         "contractPrice": 50000000,
                 *         "lowBid": false
                 *       },
                 *       "guarantees": [
                 *         {
                 *           "kind": "advance_payment",
                 *           "amount": 20000000,
                 *           "base": null
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["QuoteInput"];
            };
        };
        responses: {
            /** @description 保証料の見積り */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "orderer": "203629",
                     *       "tariffVersion": "見本-2026-04",
                     *       "guarantees": [
                     *         {
                     *           "kind": "advance_payment",
                     *           "amount": 20000000,
                     *           "ratio": {
                     *             "percent": "40.0",
                     *             "of": "contractPrice"
                     *           },
                     *           "fee": {
                     *             "amount": 60000,
                     *             "tariffVersion": "見本-2026-04",
                     *             "sample": true,
                     *             "lines": [
                     *               {
                     *                 "type": "rate",
                     *                 "base": 10000000,
                     *                 "ppm": 3500,
                     *                 "rounding": "down",
                     *                 "amount": 35000
                     *               },
                     *               {
                     *                 "type": "rate",
                     *                 "base": 10000000,
                     *                 "ppm": 2500,
                     *                 "rounding": "down",
                     *                 "amount": 25000
                     *               }
                     *             ]
                     *           }
                     *         }
                     *       ],
                     *       "warnings": []
                     *     }
                     */
                    "application/json": components["schemas"]["Quote"];
                };
            };
        };
    };
    recordRefundPayment: {
        parameters: {
            query?: never;
            header?: {
                /** @description 必須。同じ値で繰り返した要求には、24時間は同じ答えを返し、二度は実行しない */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "refundable": "29948287-7d7b-4cc2-8a3e-53def9b8054a/performance",
                 *       "paidOn": "2026-11-25",
                 *       "method": "bank_transfer"
                 *     }
                 */
                "application/json": components["schemas"]["RefundPaymentInput"];
            };
        };
        responses: {
            /** @description 返還の支払 */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "refundable": "29948287-7d7b-4cc2-8a3e-53def9b8054a/performance",
                     *       "paidOn": "2026-11-25",
                     *       "method": "bank_transfer",
                     *       "reason": "overpaid",
                     *       "amount": 500,
                     *       "recordedAt": "2026-11-25T01:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["RefundPayment"];
                };
            };
        };
    };
    listRefundables: {
        parameters: {
            query?: {
                /** @description 件数(1から100)。省略すると50 */
                limit?: string;
                /** @description 前の答えの next */
                cursor?: string;
                branch?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "refundables": [
                     *         {
                     *           "id": "29948287-7d7b-4cc2-8a3e-53def9b8054a/performance",
                     *           "applicationId": "29948287-7d7b-4cc2-8a3e-53def9b8054a",
                     *           "kind": "performance",
                     *           "branch": "nagano",
                     *           "guaranteeNumber": "12-08-0000123-3",
                     *           "contractor": {
                     *             "id": "marumaru-kensetsu",
                     *             "name": "○○建設 株式会社"
                     *           },
                     *           "worksName": "町道○○線 道路改良工事",
                     *           "amount": 20500,
                     *           "receivedOn": "2026-11-20",
                     *           "method": "bank_transfer",
                     *           "reference": "フリコミ マルマルケンセツ",
                     *           "fee": 20000,
                     *           "refunded": 0,
                     *           "refundable": 500,
                     *           "reason": "overpaid",
                     *           "changeRequestId": null,
                     *           "revision": null,
                     *           "recordedAt": "2026-11-20T01:00:00.000Z"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["RefundableList"];
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "loginId": "jiro.mihon",
                 *       "password": "mihon no nagai aikotoba"
                 *     }
                 */
                "application/json": components["schemas"]["SignInInput"];
            };
        };
        responses: {
            /** @description 利用者 */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7ba7bcae-bffb-4197-8385-d89fca139c39",
                     *       "loginId": "jiro.mihon",
                     *       "name": "見本 次郎",
                     *       "email": "jiro@example.jp",
                     *       "role": "contractor",
                     *       "companyRole": "applicant",
                     *       "branches": null,
                     *       "contractor": "marumaru-kensetsu",
                     *       "status": "active",
                     *       "createdAt": "2026-11-01T01:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["User"];
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ログアウトした */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listTariffs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tariffs": [
                     *         {
                     *           "version": "2027-04",
                     *           "validFrom": "2027-04-01",
                     *           "status": "planned",
                     *           "sampleKinds": [
                     *             "advance_payment",
                     *             "performance"
                     *           ],
                     *           "kinds": {
                     *             "advance_payment": {
                     *               "method": "marginal",
                     *               "minimum": 3000,
                     *               "sample": true,
                     *               "rounding": "down",
                     *               "tiers": [
                     *                 {
                     *                   "upTo": 10000000,
                     *                   "ppm": 3500
                     *                 },
                     *                 {
                     *                   "upTo": null,
                     *                   "ppm": 2500
                     *                 }
                     *               ]
                     *             },
                     *             "interim_advance_payment": {
                     *               "method": "flat",
                     *               "minimum": 0,
                     *               "sample": false,
                     *               "rounding": "down",
                     *               "tiers": [
                     *                 {
                     *                   "upTo": null,
                     *                   "ppm": 650
                     *                 }
                     *               ]
                     *             },
                     *             "performance": {
                     *               "method": "flat",
                     *               "minimum": 3000,
                     *               "sample": true,
                     *               "rounding": "down",
                     *               "tiers": [
                     *                 {
                     *                   "upTo": null,
                     *                   "ppm": 4000
                     *                 }
                     *               ]
                     *             }
                     *           },
                     *           "terms": {
                     *             "advance_payment": {
                     *               "name": "前払金保証約款(見本)",
                     *               "version": "2026-04"
                     *             },
                     *             "interim_advance_payment": {
                     *               "name": "中間前払金保証約款(見本)",
                     *               "version": "2026-04"
                     *             },
                     *             "performance": {
                     *               "name": "契約保証特約(見本)",
                     *               "version": "2026-04"
                     *             }
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TariffList"];
                };
            };
        };
    };
    readTariff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description 保証料率表の版。例: 2027-04
                 * @example 2027-04
                 */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 保証料率表 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": "2027-04",
                     *       "validFrom": "2027-04-01",
                     *       "status": "planned",
                     *       "sampleKinds": [
                     *         "advance_payment",
                     *         "performance"
                     *       ],
                     *       "kinds": {
                     *         "advance_payment": {
                     *           "method": "marginal",
                     *           "minimum": 3000,
                     *           "sample": true,
                     *           "rounding": "down",
                     *           "tiers": [
                     *             {
                     *               "upTo": 10000000,
                     *               "ppm": 3500
                     *             },
                     *             {
                     *               "upTo": null,
                     *               "ppm": 2500
                     *             }
                     *           ]
                     *         },
                     *         "interim_advance_payment": {
                     *           "method": "flat",
                     *           "minimum": 0,
                     *           "sample": false,
                     *           "rounding": "down",
                     *           "tiers": [
                     *             {
                     *               "upTo": null,
                     *               "ppm": 650
                     *             }
                     *           ]
                     *         },
                     *         "performance": {
                     *           "method": "flat",
                     *           "minimum": 3000,
                     *           "sample": true,
                     *           "rounding": "down",
                     *           "tiers": [
                     *             {
                     *               "upTo": null,
                     *               "ppm": 4000
                     *             }
                     *           ]
                     *         }
                     *       },
                     *       "terms": {
                     *         "advance_payment": {
                     *           "name": "前払金保証約款(見本)",
                     *           "version": "2026-04"
                     *         },
                     *         "interim_advance_payment": {
                     *           "name": "中間前払金保証約款(見本)",
                     *           "version": "2026-04"
                     *         },
                     *         "performance": {
                     *           "name": "契約保証特約(見本)",
                     *           "version": "2026-04"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Tariff"];
                };
            };
        };
    };
    putTariff: {
        parameters: {
            query?: never;
            header?: {
                /** @description 変更するとき、読み込んだときの ETag */
                "if-match"?: string;
                /** @description 新しく登録するときは * */
                "if-none-match"?: string;
            };
            path: {
                /**
                 * @description 保証料率表の版。例: 2027-04
                 * @example 2027-04
                 */
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "validFrom": "2027-04-01",
                 *       "kinds": {
                 *         "advance_payment": {
                 *           "method": "marginal",
                 *           "minimum": 3000,
                 *           "sample": true,
                 *           "rounding": "down",
                 *           "tiers": [
                 *             {
                 *               "upTo": 10000000,
                 *               "ppm": 3500
                 *             },
                 *             {
                 *               "upTo": null,
                 *               "ppm": 2500
                 *             }
                 *           ]
                 *         },
                 *         "interim_advance_payment": {
                 *           "method": "flat",
                 *           "minimum": 0,
                 *           "sample": false,
                 *           "rounding": "down",
                 *           "tiers": [
                 *             {
                 *               "upTo": null,
                 *               "ppm": 650
                 *             }
                 *           ]
                 *         },
                 *         "performance": {
                 *           "method": "flat",
                 *           "minimum": 3000,
                 *           "sample": true,
                 *           "rounding": "down",
                 *           "tiers": [
                 *             {
                 *               "upTo": null,
                 *               "ppm": 4000
                 *             }
                 *           ]
                 *         }
                 *       },
                 *       "terms": {
                 *         "advance_payment": {
                 *           "name": "前払金保証約款(見本)",
                 *           "version": "2026-04"
                 *         },
                 *         "interim_advance_payment": {
                 *           "name": "中間前払金保証約款(見本)",
                 *           "version": "2026-04"
                 *         },
                 *         "performance": {
                 *           "name": "契約保証特約(見本)",
                 *           "version": "2026-04"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["TariffInput"];
            };
        };
        responses: {
            /** @description 保証料率表 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": "2027-04",
                     *       "validFrom": "2027-04-01",
                     *       "status": "planned",
                     *       "sampleKinds": [
                     *         "advance_payment",
                     *         "performance"
                     *       ],
                     *       "kinds": {
                     *         "advance_payment": {
                     *           "method": "marginal",
                     *           "minimum": 3000,
                     *           "sample": true,
                     *           "rounding": "down",
                     *           "tiers": [
                     *             {
                     *               "upTo": 10000000,
                     *               "ppm": 3500
                     *             },
                     *             {
                     *               "upTo": null,
                     *               "ppm": 2500
                     *             }
                     *           ]
                     *         },
                     *         "interim_advance_payment": {
                     *           "method": "flat",
                     *           "minimum": 0,
                     *           "sample": false,
                     *           "rounding": "down",
                     *           "tiers": [
                     *             {
                     *               "upTo": null,
                     *               "ppm": 650
                     *             }
                     *           ]
                     *         },
                     *         "performance": {
                     *           "method": "flat",
                     *           "minimum": 3000,
                     *           "sample": true,
                     *           "rounding": "down",
                     *           "tiers": [
                     *             {
                     *               "upTo": null,
                     *               "ppm": 4000
                     *             }
                     *           ]
                     *         }
                     *       },
                     *       "terms": {
                     *         "advance_payment": {
                     *           "name": "前払金保証約款(見本)",
                     *           "version": "2026-04"
                     *         },
                     *         "interim_advance_payment": {
                     *           "name": "中間前払金保証約款(見本)",
                     *           "version": "2026-04"
                     *         },
                     *         "performance": {
                     *           "name": "契約保証特約(見本)",
                     *           "version": "2026-04"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Tariff"];
                };
            };
            /** @description 保証料率表 */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": "2027-04",
                     *       "validFrom": "2027-04-01",
                     *       "status": "planned",
                     *       "sampleKinds": [
                     *         "advance_payment",
                     *         "performance"
                     *       ],
                     *       "kinds": {
                     *         "advance_payment": {
                     *           "method": "marginal",
                     *           "minimum": 3000,
                     *           "sample": true,
                     *           "rounding": "down",
                     *           "tiers": [
                     *             {
                     *               "upTo": 10000000,
                     *               "ppm": 3500
                     *             },
                     *             {
                     *               "upTo": null,
                     *               "ppm": 2500
                     *             }
                     *           ]
                     *         },
                     *         "interim_advance_payment": {
                     *           "method": "flat",
                     *           "minimum": 0,
                     *           "sample": false,
                     *           "rounding": "down",
                     *           "tiers": [
                     *             {
                     *               "upTo": null,
                     *               "ppm": 650
                     *             }
                     *           ]
                     *         },
                     *         "performance": {
                     *           "method": "flat",
                     *           "minimum": 3000,
                     *           "sample": true,
                     *           "rounding": "down",
                     *           "tiers": [
                     *             {
                     *               "upTo": null,
                     *               "ppm": 4000
                     *             }
                     *           ]
                     *         }
                     *       },
                     *       "terms": {
                     *         "advance_payment": {
                     *           "name": "前払金保証約款(見本)",
                     *           "version": "2026-04"
                     *         },
                     *         "interim_advance_payment": {
                     *           "name": "中間前払金保証約款(見本)",
                     *           "version": "2026-04"
                     *         },
                     *         "performance": {
                     *           "name": "契約保証特約(見本)",
                     *           "version": "2026-04"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Tariff"];
                };
            };
        };
    };
    listUnfinishedApplications: {
        parameters: {
            query?: {
                /** @description 件数(1から100)。省略すると50 */
                limit?: string;
                /** @description 前の答えの next */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "unfinishedApplications": [
                     *         {
                     *           "id": "c16b9bd7-c112-4b99-8f18-d43b8fc5338c",
                     *           "applicationId": null,
                     *           "fields": [
                     *             {
                     *               "name": "orderer",
                     *               "text": "203629"
                     *             },
                     *             {
                     *               "name": "works.contractPrice",
                     *               "text": "５０，０００，０００"
                     *             }
                     *           ],
                     *           "createdAt": "2026-11-12T00:30:00.000Z",
                     *           "updatedAt": "2026-11-12T00:45:00.000Z"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["UnfinishedApplicationList"];
                };
            };
        };
    };
    readUnfinishedApplication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example c16b9bd7-c112-4b99-8f18-d43b8fc5338c */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 書きかけの申込 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "c16b9bd7-c112-4b99-8f18-d43b8fc5338c",
                     *       "applicationId": null,
                     *       "fields": [
                     *         {
                     *           "name": "orderer",
                     *           "text": "203629"
                     *         },
                     *         {
                     *           "name": "works.contractPrice",
                     *           "text": "５０，０００，０００"
                     *         }
                     *       ],
                     *       "createdAt": "2026-11-12T00:30:00.000Z",
                     *       "updatedAt": "2026-11-12T00:45:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["UnfinishedApplication"];
                };
            };
        };
    };
    saveUnfinishedApplication: {
        parameters: {
            query?: never;
            header?: {
                /** @description 変更するとき、読み込んだときの ETag */
                "if-match"?: string;
                /** @description 新しく登録するときは * */
                "if-none-match"?: string;
            };
            path: {
                /** @example c16b9bd7-c112-4b99-8f18-d43b8fc5338c */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "applicationId": null,
                 *       "fields": [
                 *         {
                 *           "name": "orderer",
                 *           "text": "203629"
                 *         },
                 *         {
                 *           "name": "works.contractPrice",
                 *           "text": "５０，０００，０００"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["UnfinishedApplicationInput"];
            };
        };
        responses: {
            /** @description 書きかけの申込 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "c16b9bd7-c112-4b99-8f18-d43b8fc5338c",
                     *       "applicationId": null,
                     *       "fields": [
                     *         {
                     *           "name": "orderer",
                     *           "text": "203629"
                     *         },
                     *         {
                     *           "name": "works.contractPrice",
                     *           "text": "５０，０００，０００"
                     *         }
                     *       ],
                     *       "createdAt": "2026-11-12T00:30:00.000Z",
                     *       "updatedAt": "2026-11-12T00:45:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["UnfinishedApplication"];
                };
            };
            /** @description 書きかけの申込 */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "c16b9bd7-c112-4b99-8f18-d43b8fc5338c",
                     *       "applicationId": null,
                     *       "fields": [
                     *         {
                     *           "name": "orderer",
                     *           "text": "203629"
                     *         },
                     *         {
                     *           "name": "works.contractPrice",
                     *           "text": "５０，０００，０００"
                     *         }
                     *       ],
                     *       "createdAt": "2026-11-12T00:30:00.000Z",
                     *       "updatedAt": "2026-11-12T00:45:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["UnfinishedApplication"];
                };
            };
        };
    };
    removeUnfinishedApplication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example c16b9bd7-c112-4b99-8f18-d43b8fc5338c */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 削除した */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listUsers: {
        parameters: {
            query?: {
                /** @description 件数(1から100)。省略すると50 */
                limit?: string;
                /** @description 前の答えの next */
                cursor?: string;
                /** @description 会社のID */
                contractor?: string;
                role?: "contractor" | "underwriter" | "admin";
                /** @description 氏名・ログインIDの一部 */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "users": [
                     *         {
                     *           "id": "7ba7bcae-bffb-4197-8385-d89fca139c39",
                     *           "loginId": "jiro.mihon",
                     *           "name": "見本 次郎",
                     *           "email": "jiro@example.jp",
                     *           "role": "contractor",
                     *           "companyRole": "applicant",
                     *           "branches": null,
                     *           "contractor": "marumaru-kensetsu",
                     *           "status": "active",
                     *           "createdAt": "2026-11-01T01:00:00.000Z"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["UserList"];
                };
            };
        };
    };
    inviteUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description 必須。同じ値で繰り返した要求には、24時間は同じ答えを返し、二度は実行しない */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "contractor",
                 *       "companyRole": "applicant",
                 *       "loginId": "jiro.mihon",
                 *       "name": "見本 次郎",
                 *       "email": "jiro@example.jp"
                 *     }
                 */
                "application/json": components["schemas"]["InvitationInput"];
            };
        };
        responses: {
            /** @description 利用者 */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7ba7bcae-bffb-4197-8385-d89fca139c39",
                     *       "loginId": "jiro.mihon",
                     *       "name": "見本 次郎",
                     *       "email": "jiro@example.jp",
                     *       "role": "contractor",
                     *       "companyRole": "applicant",
                     *       "branches": null,
                     *       "contractor": "marumaru-kensetsu",
                     *       "status": "active",
                     *       "createdAt": "2026-11-01T01:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["User"];
                };
            };
        };
    };
    readUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 7ba7bcae-bffb-4197-8385-d89fca139c39 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 利用者 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7ba7bcae-bffb-4197-8385-d89fca139c39",
                     *       "loginId": "jiro.mihon",
                     *       "name": "見本 次郎",
                     *       "email": "jiro@example.jp",
                     *       "role": "contractor",
                     *       "companyRole": "applicant",
                     *       "branches": null,
                     *       "contractor": "marumaru-kensetsu",
                     *       "status": "active",
                     *       "createdAt": "2026-11-01T01:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["User"];
                };
            };
        };
    };
    changeUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description 必須。読み込んだときの ETag */
                "if-match"?: string;
            };
            path: {
                /** @example 7ba7bcae-bffb-4197-8385-d89fca139c39 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "companyRole": "company_admin"
                 *     }
                 */
                "application/json": components["schemas"]["UserPatch"];
            };
        };
        responses: {
            /** @description 利用者 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7ba7bcae-bffb-4197-8385-d89fca139c39",
                     *       "loginId": "jiro.mihon",
                     *       "name": "見本 次郎",
                     *       "email": "jiro@example.jp",
                     *       "role": "contractor",
                     *       "companyRole": "applicant",
                     *       "branches": null,
                     *       "contractor": "marumaru-kensetsu",
                     *       "status": "active",
                     *       "createdAt": "2026-11-01T01:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["User"];
                };
            };
        };
    };
    reinstateUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description 必須。同じ値で繰り返した要求には、24時間は同じ答えを返し、二度は実行しない */
                "idempotency-key"?: string;
            };
            path: {
                /** @example 7ba7bcae-bffb-4197-8385-d89fca139c39 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 利用者 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7ba7bcae-bffb-4197-8385-d89fca139c39",
                     *       "loginId": "jiro.mihon",
                     *       "name": "見本 次郎",
                     *       "email": "jiro@example.jp",
                     *       "role": "contractor",
                     *       "companyRole": "applicant",
                     *       "branches": null,
                     *       "contractor": "marumaru-kensetsu",
                     *       "status": "active",
                     *       "createdAt": "2026-11-01T01:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["User"];
                };
            };
        };
    };
    stopUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description 必須。同じ値で繰り返した要求には、24時間は同じ答えを返し、二度は実行しない */
                "idempotency-key"?: string;
            };
            path: {
                /** @example 7ba7bcae-bffb-4197-8385-d89fca139c39 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 利用者 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7ba7bcae-bffb-4197-8385-d89fca139c39",
                     *       "loginId": "jiro.mihon",
                     *       "name": "見本 次郎",
                     *       "email": "jiro@example.jp",
                     *       "role": "contractor",
                     *       "companyRole": "applicant",
                     *       "branches": null,
                     *       "contractor": "marumaru-kensetsu",
                     *       "status": "active",
                     *       "createdAt": "2026-11-01T01:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["User"];
                };
            };
        };
    };
    listWebhookEndpoints: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "endpoints": [
                     *         {
                     *           "id": "9f0e5a52-7c31-4b0e-a6f0-5d0e3a1b7c42",
                     *           "url": "https://system.example.jp/e-surety",
                     *           "description": "工事管理システム",
                     *           "eventTypes": [
                     *             "guarantee.issued",
                     *             "certificate.acknowledged"
                     *           ],
                     *           "enabled": true,
                     *           "disabledBecause": null,
                     *           "previousSecretUntil": null,
                     *           "createdAt": "2026-11-01T01:00:00.000Z",
                     *           "updatedAt": "2026-11-01T01:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpointList"];
                };
            };
        };
    };
    registerWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description 必須。同じ値で繰り返した要求には、24時間は同じ答えを返し、二度は実行しない */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://system.example.jp/e-surety",
                 *       "description": "工事管理システム",
                 *       "eventTypes": [
                 *         "guarantee.issued",
                 *         "certificate.acknowledged"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["WebhookEndpointInput"];
            };
        };
        responses: {
            /** @description 通知先と、そのシークレット */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "9f0e5a52-7c31-4b0e-a6f0-5d0e3a1b7c42",
                     *       "url": "https://system.example.jp/e-surety",
                     *       "description": "工事管理システム",
                     *       "eventTypes": [
                     *         "guarantee.issued",
                     *         "certificate.acknowledged"
                     *       ],
                     *       "enabled": true,
                     *       "disabledBecause": null,
                     *       "previousSecretUntil": null,
                     *       "createdAt": "2026-11-01T01:00:00.000Z",
                     *       "updatedAt": "2026-11-01T01:00:00.000Z",
                     *       "secret": "whsec_bWlob24gbm8gc2hpcmVuYWkga290b2JhIDEyMzQ="
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpointWithSecret"];
                };
            };
        };
    };
    readWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 9f0e5a52-7c31-4b0e-a6f0-5d0e3a1b7c42 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 通知先。previousSecretUntil まで、一つ前のシークレットでも署名する */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "9f0e5a52-7c31-4b0e-a6f0-5d0e3a1b7c42",
                     *       "url": "https://system.example.jp/e-surety",
                     *       "description": "工事管理システム",
                     *       "eventTypes": [
                     *         "guarantee.issued",
                     *         "certificate.acknowledged"
                     *       ],
                     *       "enabled": true,
                     *       "disabledBecause": null,
                     *       "previousSecretUntil": null,
                     *       "createdAt": "2026-11-01T01:00:00.000Z",
                     *       "updatedAt": "2026-11-01T01:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
        };
    };
    removeWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 9f0e5a52-7c31-4b0e-a6f0-5d0e3a1b7c42 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 取り除いた */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    changeWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description 必須。読み込んだときの ETag */
                "if-match"?: string;
            };
            path: {
                /** @example 9f0e5a52-7c31-4b0e-a6f0-5d0e3a1b7c42 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "enabled": false
                 *     }
                 */
                "application/json": components["schemas"]["WebhookEndpointPatch"];
            };
        };
        responses: {
            /** @description 通知先。previousSecretUntil まで、一つ前のシークレットでも署名する */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "9f0e5a52-7c31-4b0e-a6f0-5d0e3a1b7c42",
                     *       "url": "https://system.example.jp/e-surety",
                     *       "description": "工事管理システム",
                     *       "eventTypes": [
                     *         "guarantee.issued",
                     *         "certificate.acknowledged"
                     *       ],
                     *       "enabled": true,
                     *       "disabledBecause": null,
                     *       "previousSecretUntil": null,
                     *       "createdAt": "2026-11-01T01:00:00.000Z",
                     *       "updatedAt": "2026-11-01T01:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description 件数(1から100)。省略すると50 */
                limit?: string;
                /** @description 前の答えの next */
                cursor?: string;
                state?: "pending" | "delivered" | "failed";
            };
            header?: never;
            path: {
                /** @example 9f0e5a52-7c31-4b0e-a6f0-5d0e3a1b7c42 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 新しい順 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "deliveries": [
                     *         {
                     *           "event": {
                     *             "id": "5a7d2c61-90c7-4d0b-8d61-2b7f6d1c9e02",
                     *             "type": "guarantee.issued",
                     *             "timestamp": "2026-11-20T01:00:00.000Z",
                     *             "data": {
                     *               "applicationId": "29948287-7d7b-4cc2-8a3e-53def9b8054a",
                     *               "kind": "performance",
                     *               "guaranteeNumber": "12-08-0000123-3",
                     *               "revision": 0
                     *             }
                     *           },
                     *           "state": "delivered",
                     *           "nextAt": null,
                     *           "attempts": [
                     *             {
                     *               "at": "2026-11-20T01:00:01.000Z",
                     *               "status": 204,
                     *               "failure": null,
                     *               "durationMs": 85
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["DeliveryList"];
                };
            };
        };
    };
    replayEvents: {
        parameters: {
            query?: never;
            header?: {
                /** @description 必須。同じ値で繰り返した要求には、24時間は同じ答えを返し、二度は実行しない */
                "idempotency-key"?: string;
            };
            path: {
                /** @example 9f0e5a52-7c31-4b0e-a6f0-5d0e3a1b7c42 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "eventId": "5a7d2c61-90c7-4d0b-8d61-2b7f6d1c9e02"
                 *     }
                 */
                "application/json": components["schemas"]["ReplayInput"];
            };
        };
        responses: {
            /** @description 成功 */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "events": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Replay"];
                };
            };
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description 必須。同じ値で繰り返した要求には、24時間は同じ答えを返し、二度は実行しない */
                "idempotency-key"?: string;
            };
            path: {
                /** @example 9f0e5a52-7c31-4b0e-a6f0-5d0e3a1b7c42 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 通知先と、そのシークレット */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "9f0e5a52-7c31-4b0e-a6f0-5d0e3a1b7c42",
                     *       "url": "https://system.example.jp/e-surety",
                     *       "description": "工事管理システム",
                     *       "eventTypes": [
                     *         "guarantee.issued",
                     *         "certificate.acknowledged"
                     *       ],
                     *       "enabled": true,
                     *       "disabledBecause": null,
                     *       "previousSecretUntil": null,
                     *       "createdAt": "2026-11-01T01:00:00.000Z",
                     *       "updatedAt": "2026-11-01T01:00:00.000Z",
                     *       "secret": "whsec_bWlob24gbm8gc2hpcmVuYWkga290b2JhIDEyMzQ="
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpointWithSecret"];
                };
            };
        };
    };
    listWorks: {
        parameters: {
            query?: {
                /** @description 件数(1から100)。省略すると50 */
                limit?: string;
                /** @description 前の答えの next */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "works": [
                     *         {
                     *           "id": "a6dfc62f-e60e-44bb-b806-20dd9702c230",
                     *           "orderer": "203629",
                     *           "subject": "construction",
                     *           "name": "町道○○線 道路改良工事",
                     *           "number": "08-0123",
                     *           "place": "長野県諏訪郡富士見町",
                     *           "contractPrice": 50000000,
                     *           "contractDate": "2026-11-10",
                     *           "contractNumber": null,
                     *           "tenderNumber": null,
                     *           "dates": {
                     *             "notice": null,
                     *             "bid": null,
                     *             "order": null,
                     *             "award": null,
                     *             "plannedContract": null,
                     *             "originalContract": null
                     *           },
                     *           "period": {
                     *             "from": "2026-11-11",
                     *             "to": "2027-03-19"
                     *           },
                     *           "lowBid": false,
                     *           "advancePlanned": true,
                     *           "ordererAllowsElectronic": true,
                     *           "fiscalYears": null,
                     *           "jointVenture": null,
                     *           "ordererSignatory": {
                     *             "office": null,
                     *             "title": "富士見町長",
                     *             "name": null
                     *           },
                     *           "contractorSignatory": null,
                     *           "submitTo": {
                     *             "department": "建設課",
                     *             "person": null,
                     *             "email": "kensetsu@example.jp"
                     *           },
                     *           "createdAt": "2026-11-12T01:00:00.000Z"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["WorksList"];
                };
            };
        };
    };
    createWorks: {
        parameters: {
            query?: never;
            header?: {
                /** @description 必須。同じ値で繰り返した要求には、24時間は同じ答えを返し、二度は実行しない */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "orderer": "203629",
                 *       "subject": "construction",
                 *       "name": "町道○○線 道路改良工事",
                 *       "number": "08-0123",
                 *       "place": "長野県諏訪郡富士見町",
                 *       "contractPrice": 50000000,
                 *       "contractDate": "2026-11-10",
                 *       "contractNumber": null,
                 *       "tenderNumber": null,
                 *       "dates": {
                 *         "notice": null,
                 *         "bid": null,
                 *         "order": null,
                 *         "award": null,
                 *         "plannedContract": null,
                 *         "originalContract": null
                 *       },
                 *       "period": {
                 *         "from": "2026-11-11",
                 *         "to": "2027-03-19"
                 *       },
                 *       "lowBid": false,
                 *       "advancePlanned": true,
                 *       "ordererAllowsElectronic": true,
                 *       "fiscalYears": null,
                 *       "jointVenture": null,
                 *       "ordererSignatory": {
                 *         "office": null,
                 *         "title": "富士見町長",
                 *         "name": null
                 *       },
                 *       "contractorSignatory": null,
                 *       "submitTo": {
                 *         "department": "建設課",
                 *         "person": null,
                 *         "email": "kensetsu@example.jp"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["WorksBody"];
            };
        };
        responses: {
            /** @description 成功 */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "a6dfc62f-e60e-44bb-b806-20dd9702c230",
                     *       "orderer": "203629",
                     *       "subject": "construction",
                     *       "name": "町道○○線 道路改良工事",
                     *       "number": "08-0123",
                     *       "place": "長野県諏訪郡富士見町",
                     *       "contractPrice": 50000000,
                     *       "contractDate": "2026-11-10",
                     *       "contractNumber": null,
                     *       "tenderNumber": null,
                     *       "dates": {
                     *         "notice": null,
                     *         "bid": null,
                     *         "order": null,
                     *         "award": null,
                     *         "plannedContract": null,
                     *         "originalContract": null
                     *       },
                     *       "period": {
                     *         "from": "2026-11-11",
                     *         "to": "2027-03-19"
                     *       },
                     *       "lowBid": false,
                     *       "advancePlanned": true,
                     *       "ordererAllowsElectronic": true,
                     *       "fiscalYears": null,
                     *       "jointVenture": null,
                     *       "ordererSignatory": {
                     *         "office": null,
                     *         "title": "富士見町長",
                     *         "name": null
                     *       },
                     *       "contractorSignatory": null,
                     *       "submitTo": {
                     *         "department": "建設課",
                     *         "person": null,
                     *         "email": "kensetsu@example.jp"
                     *       },
                     *       "createdAt": "2026-11-12T01:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Works"];
                };
            };
        };
    };
    readWorks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example a6dfc62f-e60e-44bb-b806-20dd9702c230 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "a6dfc62f-e60e-44bb-b806-20dd9702c230",
                     *       "orderer": "203629",
                     *       "subject": "construction",
                     *       "name": "町道○○線 道路改良工事",
                     *       "number": "08-0123",
                     *       "place": "長野県諏訪郡富士見町",
                     *       "contractPrice": 50000000,
                     *       "contractDate": "2026-11-10",
                     *       "contractNumber": null,
                     *       "tenderNumber": null,
                     *       "dates": {
                     *         "notice": null,
                     *         "bid": null,
                     *         "order": null,
                     *         "award": null,
                     *         "plannedContract": null,
                     *         "originalContract": null
                     *       },
                     *       "period": {
                     *         "from": "2026-11-11",
                     *         "to": "2027-03-19"
                     *       },
                     *       "lowBid": false,
                     *       "advancePlanned": true,
                     *       "ordererAllowsElectronic": true,
                     *       "fiscalYears": null,
                     *       "jointVenture": null,
                     *       "ordererSignatory": {
                     *         "office": null,
                     *         "title": "富士見町長",
                     *         "name": null
                     *       },
                     *       "contractorSignatory": null,
                     *       "submitTo": {
                     *         "department": "建設課",
                     *         "person": null,
                     *         "email": "kensetsu@example.jp"
                     *       },
                     *       "createdAt": "2026-11-12T01:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Works"];
                };
            };
        };
    };
    concludeContract: {
        parameters: {
            query?: never;
            header?: {
                /** @description 必須。同じ値で繰り返した要求には、24時間は同じ答えを返し、二度は実行しない */
                "idempotency-key"?: string;
            };
            path: {
                /** @example a6dfc62f-e60e-44bb-b806-20dd9702c230 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "contractDate": "2026-11-10",
                 *       "contractNumber": "富契第08-0123号",
                 *       "contractPrice": 50000000,
                 *       "period": {
                 *         "from": "2026-11-11",
                 *         "to": "2027-03-19"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ContractConclusion"];
            };
        };
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "a6dfc62f-e60e-44bb-b806-20dd9702c230",
                     *       "orderer": "203629",
                     *       "subject": "construction",
                     *       "name": "町道○○線 道路改良工事",
                     *       "number": "08-0123",
                     *       "place": "長野県諏訪郡富士見町",
                     *       "contractPrice": 50000000,
                     *       "contractDate": "2026-11-10",
                     *       "contractNumber": null,
                     *       "tenderNumber": null,
                     *       "dates": {
                     *         "notice": null,
                     *         "bid": null,
                     *         "order": null,
                     *         "award": null,
                     *         "plannedContract": null,
                     *         "originalContract": null
                     *       },
                     *       "period": {
                     *         "from": "2026-11-11",
                     *         "to": "2027-03-19"
                     *       },
                     *       "lowBid": false,
                     *       "advancePlanned": true,
                     *       "ordererAllowsElectronic": true,
                     *       "fiscalYears": null,
                     *       "jointVenture": null,
                     *       "ordererSignatory": {
                     *         "office": null,
                     *         "title": "富士見町長",
                     *         "name": null
                     *       },
                     *       "contractorSignatory": null,
                     *       "submitTo": {
                     *         "department": "建設課",
                     *         "person": null,
                     *         "email": "kensetsu@example.jp"
                     *       },
                     *       "createdAt": "2026-11-12T01:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Works"];
                };
            };
        };
    };
}
