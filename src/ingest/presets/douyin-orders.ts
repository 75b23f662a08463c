import type { Preset } from "../preset.js";

/** Douyin shop, order export. Ids begin with a TAB; the buyer is there as receiver only. */
export const douyinOrders: Preset = {
  id: "douyin-orders",
  title: "a Douyin order export",
  role: "transactions",
  signature: ["主订单编号", "子订单编号", "选购商品", "订单提交时间", "订单状态"],
  columns: {
    order_id: "主订单编号",
    phone: ["收件人手机号", "收件人手机"],
    customer_name: "收件人",
    date: "订单提交时间",
    amount: ["订单实付金额", "实付金额", "订单应付金额"],
    status: "订单状态",
    product: "选购商品",
    sku: "商家编码",
    quantity: "商品数量",
    shipping: "运费",
    note: "商家备注",
  },
  ignore: ["子订单编号", "订单完成时间", "发货时间"],
  amountPer: "line",
  rules: [
    { class: "refund", when: { header: "售后状态", contains: ["退款成功", "已全额退款"] } },
    { class: "cancelled", when: { header: "订单状态", contains: ["已关闭", "已取消"] } },
    { class: "unpaid", when: { header: "订单状态", contains: ["待支付", "待付款"] } },
  ],
  notes: [
    "The buyer is known by the receiver's phone only. A masked phone (138****1234) may stand for several people.",
    "The amount is 订单应付金额, after the discounts.",
  ],
};
